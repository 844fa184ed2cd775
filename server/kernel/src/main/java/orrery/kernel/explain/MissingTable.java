package orrery.kernel.explain;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The database lacks what the SQL speaks of. */
final class MissingTable {

  private static final Pattern TABLE =
      Pattern.compile("Table \"([^\"]+)\" not found|missing table \\[([^]]+)]");
  private static final Pattern COLUMN =
      Pattern.compile(
          "Column \"([^\"]+)\" not found|missing column \\[([^]]+)] in table \\[([^]]+)]");
  private static final Pattern RESERVED = Pattern.compile("\\[\\*]\\s*\"?(\\w+)");

  private MissingTable() {}

  static @Nullable Telling table(Failed failed) {
    Matcher found = failed.message(Exception.class, TABLE);
    if (found == null) {
      return null;
    }
    String table = Mappings.bare(found.group(1) == null ? found.group(2) : found.group(1));
    Mappings.Entity entity = failed.mappings().ofTable(table).orElse(null);
    boolean mapped = entity != null || found.group(2) != null;
    return mapped ? ofEntity(failed, table, entity) : ofNone(failed, table);
  }

  private static Telling ofEntity(Failed failed, String table, Mappings.@Nullable Entity entity) {
    return created(
        Telling.what(
                "%s needed the table %s%s, and the database has none of that name."
                    .formatted(failed.line(), table, entity == null ? "" : " of " + entity.name()))
            .why(
                "Hibernate makes tables only when it is told to, as the factory is made. This one"
                    + " was not made then, or has been dropped since, or the factory is connected"
                    + " to another database than you think."),
        failed);
  }

  private static Telling ofNone(Failed failed, String table) {
    List<String> tables =
        failed.mappings().all().stream()
            .map(entity -> entity.table().toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
    String nearest = Spelling.nearest(table, tables);
    return Telling.what(
            "%s sent SQL that speaks of a table %s, and the database has none of that name."
                .formatted(failed.line(), table))
        .why("SQL speaks of tables, and a table need not be called as its class is.")
        .fact(tables.isEmpty() ? null : "tables of the mapping: " + Spelling.list(tables))
        .repair(
            nearest == null ? "Use the table's name." : "Did you mean " + nearest + "?",
            "select * from " + (nearest == null ? "…" : nearest))
        .repair("Or ask in HQL, which speaks of classes.", hql(failed, nearest));
  }

  private static String hql(Failed failed, @Nullable String table) {
    return "from "
        + (table == null
            ? "…"
            : failed.mappings().ofTable(table).map(Mappings.Entity::name).orElse("…"));
  }

  static @Nullable Telling column(Failed failed) {
    Matcher found = failed.message(Exception.class, COLUMN);
    if (found == null) {
      return null;
    }
    String name = found.group(1) == null ? found.group(2) : found.group(1);
    String column = Mappings.bare(name);
    Mappings.Entity entity =
        failed.mappings().all().stream()
            .filter(one -> one.ofColumn(column) != null)
            .findFirst()
            .orElse(null);
    if (entity == null) {
      return found.group(3) == null
          ? misspelt(failed, column)
          : unfit(failed, Mappings.bare(found.group(3)), column);
    }
    Mappings.Attribute attribute = entity.ofColumn(column);
    return created(
        Telling.what(
                "%s needed the column %s of the table %s, and the table does not have it."
                    .formatted(failed.line(), column, entity.table()))
            .why(
                "%s.%s is kept in that column. The table is older than the attribute, or was made by something else than this mapping."
                    .formatted(entity.name(), attribute == null ? column : attribute.name())),
        failed);
  }

  /** Found as a factory was made, which was not to be made then: its mapping is not known. */
  private static Telling unfit(Failed failed, String table, String column) {
    return created(
        Telling.what(
                "%s compared the classes with their tables, and the table %s has no column %s."
                    .formatted(failed.line(), table, column))
            .why(
                "Each attribute needs its column. The table is older than the attribute, or was"
                    + " made by something else than this mapping, and so no factory was made."),
        failed);
  }

  private static Telling misspelt(Failed failed, String column) {
    List<String> columns =
        failed.mappings().all().stream()
            .flatMap(entity -> entity.attributes().stream())
            .flatMap(attribute -> attribute.columns().stream())
            .map(Mappings::bare)
            .distinct()
            .toList();
    String nearest = Spelling.nearest(column, columns);
    return Telling.what(
            "%s sent SQL that asks for a column %s, and no table in it has one."
                .formatted(failed.line(), column))
        .why(
            "SQL speaks of columns, and a column need not be called as its attribute is: @Column"
                + " and @JoinColumn give it another name.")
        .repair(
            nearest == null ? "Use the column's name." : "Did you mean " + nearest + "?",
            "select " + (nearest == null ? "…" : nearest) + " from …")
        .repair("Or ask in HQL, which speaks of attributes.", "select … from …");
  }

  private static Telling created(Telling telling, Failed failed) {
    return telling
        .repair(
            "Let the factory add what is missing, where it is made.",
            ".schemaToolingAction(Action.UPDATE)")
        .repair(
            "Or drop all tables of the mapping and make them anew; their rows are lost.",
            "%s.getSchemaManager().drop(true);\n%s.getSchemaManager().create(true);"
                .formatted(failed.factory(), failed.factory()));
  }

  /** The name of a table or column is a word of SQL. */
  static @Nullable Telling reserved(Failed failed) {
    Matcher found = failed.message(java.sql.SQLException.class, RESERVED);
    String word = found == null ? "" : found.group(1);
    boolean table = failed.mappings().ofTable(word).isPresent();
    boolean column =
        failed.mappings().all().stream().anyMatch(entity -> entity.ofColumn(word) != null);
    if (!table && !column) {
      return null;
    }
    String what = table ? "table" : "column";
    return Telling.what(
            "%s sent SQL in which the database takes %s, the name of a %s, for a word of its own."
                .formatted(failed.line(), word, what))
        .why(
            "%s is reserved in this database's SQL. A name that is reserved has to be quoted, or to be another."
                .formatted(word.toUpperCase(Locale.ROOT)))
        .repair(
            "Give the %s another name.".formatted(what),
            table
                ? "@Table(name = \"%ss\")".formatted(word.toLowerCase(Locale.ROOT))
                : "@Column(name = \"%s_\")".formatted(word.toLowerCase(Locale.ROOT)))
        .repair(
            "Or let Hibernate quote all names.",
            ".property(\"hibernate.globally_quoted_identifiers\", true)");
  }
}
