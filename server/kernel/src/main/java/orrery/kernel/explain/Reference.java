package orrery.kernel.explain;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** A foreign key would refer to no row. */
final class Reference {

  private static final int CHILD_IS_THERE = 23503;

  /** {@code "FK: PUBLIC.BOOKS FOREIGN KEY(AUTHOR_ID) REFERENCES PUBLIC.AUTHORS(ID) (1)"}. */
  private static final Pattern KEY =
      Pattern.compile(
          "\"(\\S+): ([\\w.\"]+) FOREIGN KEY\\(([^)]*)\\) REFERENCES ([\\w.\"]+)\\(([^)]*)\\)"
              + " \\((?:CAST\\()?(.*?)(?: AS [^)]*\\))?\\)");

  private Reference() {}

  static @Nullable Telling violated(Failed failed) {
    Matcher found = failed.message(ConstraintViolationException.class, KEY);
    ConstraintViolationException thrown = failed.thrown(ConstraintViolationException.class);
    if (found == null || thrown == null) {
      return null;
    }
    SQLException refusal = thrown.getSQLException();
    return refusal.getErrorCode() == CHILD_IS_THERE
        ? stillReferred(failed, found)
        : referredToNone(failed, found);
  }

  private static Telling stillReferred(Failed failed, Matcher key) {
    String child = Mappings.bare(key.group(2));
    String parent = Mappings.bare(key.group(4));
    String owner = entity(failed, child);
    String target = entity(failed, parent);
    String attribute = attribute(failed, child, key.group(3));
    return Telling.what(
            "%s deleted %s %s, but rows of %s still refer to it."
                .formatted(failed.line(), target, key.group(6), child))
        .why(
            "%s.%s is a foreign key to %s. The database refuses to leave rows behind that refer to nothing."
                .formatted(child, Mappings.bare(key.group(3)), parent))
        .fact(constraint(key))
        .repair(
            "Delete them first.",
            "session.createMutationQuery(\"delete from %s where %s.id = %s\").executeUpdate();"
                .formatted(owner, attribute, key.group(6)))
        .repair(
            "Or let remove pass on from %s to its %s objects.".formatted(target, owner),
            "@OneToMany(mappedBy = \"%s\", cascade = CascadeType.REMOVE)".formatted(attribute));
  }

  private static Telling referredToNone(Failed failed, Matcher key) {
    String child = Mappings.bare(key.group(2));
    String parent = Mappings.bare(key.group(4));
    String owner = entity(failed, child);
    String target = entity(failed, parent);
    String attribute = attribute(failed, child, key.group(3));
    String id = key.group(6);
    String literal = failed.mappings().named(target).map(e -> e.literal(id)).orElse(id);
    return Telling.what(
            "%s wrote %s whose %s is %s %s, and there is no such row."
                .formatted(failed.line(), Spelling.one(owner), attribute, target, id))
        .why(
            "%s.%s is a foreign key: each of its values must be the id of a row of %s. getReference gives an object for any id, and does not look whether there is a row."
                .formatted(child, Mappings.bare(key.group(3)), parent))
        .fact(constraint(key))
        .repair(
            "Read it with find, which answers null if there is none.",
            "%s %s = session.find(%s.class, %s);"
                .formatted(target, Spelling.variable(target), target, literal))
        .repair("Or make the row first.", "session.persist(new %s(…));".formatted(target));
  }

  private static String constraint(Matcher key) {
    return "constraint %s: %s(%s) refers to %s(%s)"
        .formatted(
            Mappings.bare(key.group(1)),
            Mappings.bare(key.group(2)),
            Mappings.bare(key.group(3)),
            Mappings.bare(key.group(4)),
            Mappings.bare(key.group(5)));
  }

  private static String entity(Failed failed, String table) {
    return failed.mappings().ofTable(table).map(Mappings.Entity::name).orElse(table);
  }

  private static String attribute(Failed failed, String table, String column) {
    return failed
        .mappings()
        .ofTable(table)
        .map(entity -> entity.ofColumn(column))
        .map(Mappings.Attribute::name)
        .orElse(Mappings.bare(column));
  }
}
