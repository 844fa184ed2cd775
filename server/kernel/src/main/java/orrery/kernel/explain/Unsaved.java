package orrery.kernel.explain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.TransientObjectException;
import org.hibernate.TransientPropertyValueException;
import org.jspecify.annotations.Nullable;

/** An object without a row was referred to as if it had one. */
final class Unsaved {

  private static final Pattern INSTANCE = Pattern.compile("transient instance of '?([^'\\s]+)'?");

  private Unsaved() {}

  static @Nullable Telling referred(Failed failed) {
    TransientPropertyValueException thrown = failed.thrown(TransientPropertyValueException.class);
    if (thrown == null) {
      return null;
    }
    String target = Spelling.simple(thrown.getTransientEntityName());
    String owner = Spelling.simple(thrown.getPropertyOwnerEntityName());
    String property = thrown.getPropertyName();
    String variable = Spelling.variable(target);
    return Telling.what(
            "%s flushed %s whose %s is %s that nobody has persisted."
                .formatted(failed.line(), Spelling.one(owner), property, Spelling.one(target)))
        .why(
            "The row of the %s keeps the id of its %s, and a row has to be there to have that id."
                    .formatted(Spelling.variable(owner), property)
                + " persist passes on along an association only where the mapping cascades it,"
                + " and %s.%s does not.".formatted(owner, property))
        .repair(
            "Persist the " + Spelling.variable(target) + " before the flush.",
            "session.persist(%s);".formatted(variable))
        .repair(
            "Or let %s.%s pass persist on.".formatted(owner, property),
            "@ManyToOne(cascade = CascadeType.PERSIST)\n%s %s;".formatted(target, property));
  }

  static @Nullable Telling asked(Failed failed) {
    Matcher found = failed.message(TransientObjectException.class, INSTANCE);
    if (found == null) {
      return null;
    }
    String entity = Spelling.simple(found.group(1));
    String variable = Spelling.variable(entity);
    return Telling.what(
            "%s needed the row of %s that nobody has persisted."
                .formatted(failed.line(), Spelling.one(entity)))
        .why(
            "A reference to an entity, be it a query's parameter or an element of a collection,"
                + " goes to the database as an id. A new object has no row, so there is nothing to"
                + " refer to.")
        .repair("Persist it first.", "session.persist(%s);".formatted(variable))
        .repair(
            "Or use the object of a row that is there.",
            "%s %s = session.find(%s.class, id);"
                .formatted(entity, Spelling.variable(entity), entity));
  }
}
