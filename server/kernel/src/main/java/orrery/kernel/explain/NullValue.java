package orrery.kernel.explain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.PropertyValueException;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** There was nothing where something must be. */
final class NullValue {

  private static final Pattern COLUMN = Pattern.compile("NULL not allowed for column \"([^\"]+)\"");
  private static final Pattern WRITTEN =
      Pattern.compile("(?:insert into|update)\\s+(\\S+)", Pattern.CASE_INSENSITIVE);

  private NullValue() {}

  static @Nullable Telling attribute(Failed failed) {
    PropertyValueException thrown = failed.thrown(PropertyValueException.class);
    if (thrown == null) {
      return null;
    }
    String entity = Spelling.simple(thrown.getEntityName());
    String property = thrown.getPropertyName();
    Mappings.Attribute attribute =
        failed.mappings().named(entity).map(known -> known.attribute(property)).orElse(null);
    boolean toOne = attribute != null && attribute.target() != null;
    return repaired(
        Telling.what(
                "%s wanted to write %s whose %s is %s."
                    .formatted(
                        failed.line(),
                        Spelling.one(entity),
                        property,
                        toOne ? "null, or not persisted" : "null"))
            .why(
                "The mapping says that %s.%s is never null. Hibernate looks for that itself before it writes the row, so the database was not even asked."
                    .formatted(entity, property)),
        entity,
        property,
        attribute);
  }

  static @Nullable Telling column(Failed failed) {
    Matcher found = failed.message(ConstraintViolationException.class, COLUMN);
    if (found == null) {
      return null;
    }
    String column = Mappings.bare(found.group(1));
    Matcher written = failed.message(ConstraintViolationException.class, WRITTEN);
    Mappings.Entity entity =
        written == null ? null : failed.mappings().ofTable(written.group(1)).orElse(null);
    Mappings.Attribute attribute = entity == null ? null : entity.ofColumn(column);
    Telling telling =
        Telling.what(
                "%s wrote NULL to the column %s%s, which does not allow it."
                    .formatted(
                        failed.line(), column, entity == null ? "" : " of " + entity.table()))
            .why("The column is declared not null, so the database refused the row.");
    return entity == null || attribute == null
        ? telling
            .repair("Write a value.", "set %s = '…'".formatted(column))
            .repair(
                "Or let the column take NULL.",
                "alter table … alter column %s drop not null".formatted(column))
        : repaired(telling, entity.name(), attribute.name(), attribute);
  }

  private static Telling repaired(
      Telling telling, String entity, String property, Mappings.@Nullable Attribute attribute) {
    boolean toOne = attribute != null && attribute.target() != null;
    String type =
        attribute == null
            ? "String"
            : toOne ? attribute.target() : Spelling.simple(attribute.type().getName());
    return telling
        .repair(
            "Give it a value before it is written.",
            "%s.%s = …;".formatted(Spelling.variable(entity), property))
        .repair(
            "Or let it be null, in the mapping and in the table.",
            (toOne ? "@ManyToOne(optional = true)" : "@Column(nullable = true)")
                + "\n%s %s;".formatted(type, property));
  }
}
