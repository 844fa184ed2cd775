package orrery.kernel.explain;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** A value is there already, and may be there once only. */
final class Duplicate {

  private static final int CODE = 23505;
  private static final Pattern COLUMNS =
      Pattern.compile("(PRIMARY KEY )?ON ([\\w.\"]+)\\(([^)]*)\\)(?: VALUES)? \\( (.*) \\)\"");
  private static final Pattern PRIMARY = Pattern.compile("ON ([\\w.\"]+)\\(([^)]*)\\) \\( (.*)\\)");
  private static final Pattern NAME = Pattern.compile("\"([\\w.]+) (?:UNIQUE )?INDEX");
  private static final Pattern CAST = Pattern.compile("CAST\\((.*?) AS [^)]*\\)");
  private static final Pattern ORDER = Pattern.compile("\\s+(ASC|DESC|NULLS).*$");

  private Duplicate() {}

  static @Nullable Telling row(Failed failed) {
    ConstraintViolationException thrown = failed.thrown(ConstraintViolationException.class);
    SQLException refusal = thrown == null ? null : thrown.getSQLException();
    if (thrown == null || refusal == null || refusal.getErrorCode() != CODE) {
      return null;
    }
    String message = String.valueOf(refusal.getMessage());
    Matcher index = COLUMNS.matcher(message);
    Matcher primary = PRIMARY.matcher(message);
    if (index.find() && index.group(1) == null) {
      return value(failed, message, index.group(2), index.group(3), index.group(4));
    }
    return primary.find() ? id(failed, primary) : null;
  }

  private static Telling value(
      Failed failed, String refusal, String tableName, String columnNames, String values) {
    String table = Mappings.bare(tableName);
    List<String> columns =
        Arrays.stream(columnNames.split(",\\s*"))
            .map(column -> Mappings.bare(ORDER.matcher(column).replaceAll("")))
            .toList();
    String value = bare(values);
    Mappings.Entity entity = failed.mappings().ofTable(table).orElse(null);
    String attribute = attribute(entity, columns.get(0));
    String name = entity == null ? Spelling.variable(table) : entity.name();
    return Telling.what(
            "%s wrote %s with %s %s, and the table %s has such a row already."
                .formatted(
                    failed.line(),
                    entity == null ? "a row" : Spelling.one(name),
                    columns.stream()
                        .map(column -> attribute(entity, column))
                        .collect(Collectors.joining(", ")),
                    value,
                    table))
        .why(
            "The column is unique: the database keeps an index and refuses a row whose value is in"
                + " it. After such a refusal the Session is no longer to be trusted: roll back, and"
                + " go on in a new one.")
        .fact(
            "constraint "
                + constraint(refusal)
                + " on "
                + table
                + "("
                + String.join(", ", columns)
                + ")")
        .repair(
            "Look first whether there is one.",
            "from %s where %s = %s".formatted(name, attribute, value))
        .repair(
            "Or let values come twice, in the mapping and in the table.",
            "@Column(unique = false)");
  }

  private static Telling id(Failed failed, Matcher found) {
    String table = Mappings.bare(found.group(1));
    String value = bare(found.group(3)).split(",")[0].strip();
    Mappings.Entity entity = failed.mappings().ofTable(table).orElse(null);
    String name = entity == null ? "Object" : entity.name();
    return Telling.what(
            "%s inserted a row with the id %s into %s, and one with this id is there already."
                .formatted(failed.line(), value, table))
        .why(
            "persist always means a new row. The id was given by the code, and it is another"
                + " row's.")
        .fact("primary key of " + table + ": " + Mappings.bare(found.group(2)))
        .repair(
            "To change the row that is there, read it.",
            "%s %s = session.find(%s.class, %s);"
                .formatted(
                    name,
                    Spelling.variable(name),
                    name,
                    entity == null ? value : entity.literal(value)))
        .repair("To get a new row, use another id, or let it be generated.", "@Id @GeneratedValue");
  }

  private static String constraint(String refusal) {
    Matcher name = NAME.matcher(refusal);
    return name.find() ? Mappings.bare(name.group(1)) : "without a name";
  }

  private static String attribute(Mappings.@Nullable Entity entity, String column) {
    Mappings.Attribute attribute = entity == null ? null : entity.ofColumn(column);
    return attribute == null ? column : attribute.name();
  }

  /** {@code 'Ann'} of {@code /* 1 *}{@code / 'Ann'}. */
  private static String bare(String values) {
    String plain = values.replaceAll("/\\*.*?\\*/\\s*", "");
    return CAST.matcher(plain).replaceAll("$1").strip();
  }
}
