package orrery.kernel.explain;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;
import org.jspecify.annotations.Nullable;

/** A value is not one that the column takes. */
final class Unfit {

  private static final Pattern CHECK = Pattern.compile("Check constraint violation: \"([^:\"]+)");
  private static final Pattern TOO_LONG =
      Pattern.compile("too long for column \"(\\S+) ([^\"(]+)\\((\\d+)\\)\": \"(.*?) \\((\\d+)\\)");
  private static final Pattern WRITTEN =
      Pattern.compile("(?:insert into|update)\\s+(\\S+)", Pattern.CASE_INSENSITIVE);

  private Unfit() {}

  static @Nullable Telling check(Failed failed) {
    Matcher found = failed.message(ConstraintViolationException.class, CHECK);
    if (found == null) {
      return null;
    }
    String name = Mappings.bare(found.group(1));
    Mappings.Entity entity = written(failed, ConstraintViolationException.class);
    String table = entity == null ? "the table" : entity.table();
    return Telling.what(
            "%s wrote a row of %s that the check constraint %s does not allow."
                .formatted(failed.line(), table, name))
        .why(
            "A check constraint is a condition that each row of the table has to meet. The database"
                + " tests it at each insert and update, whoever writes.")
        .fact("constraint " + name)
        .repair(
            "Test the value in Java, before it gets this far.",
            "if (!valid) throw new IllegalArgumentException(\"…\");")
        .repair(
            "Or change the condition, in the mapping and in the table.",
            "@CheckConstraint(name = \"%s\", constraint = \"…\")".formatted(name));
  }

  static @Nullable Telling tooLong(Failed failed) {
    Matcher found = failed.message(DataException.class, TOO_LONG);
    if (found == null) {
      return null;
    }
    String column = Mappings.bare(found.group(1));
    Mappings.Entity entity = written(failed, DataException.class);
    Mappings.Attribute attribute = entity == null ? null : entity.ofColumn(column);
    String name =
        entity == null || attribute == null ? column : entity.name() + "." + attribute.name();
    return Telling.what(
            "%s wrote a text of %s characters to %s, which takes %s."
                .formatted(failed.line(), found.group(5), name, found.group(3)))
        .why(
            "The column %s is a %s(%s). The database refuses what is longer, rather than cut it."
                .formatted(column, found.group(2).strip().toLowerCase(Locale.ROOT), found.group(3)))
        .fact("the text was " + found.group(4))
        .repair("Write a shorter text.", "text.substring(0, %s)".formatted(found.group(3)))
        .repair(
            "Or make the column longer, in the mapping and in the table.",
            "@Column(length = %s)".formatted(found.group(5)));
  }

  private static Mappings.@Nullable Entity written(
      Failed failed, Class<? extends Throwable> thrown) {
    Matcher written = failed.message(thrown, WRITTEN);
    return written == null ? null : failed.mappings().ofTable(written.group(1)).orElse(null);
  }
}
