package orrery.kernel.explain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.UnknownEntityTypeException;
import org.hibernate.query.QueryTypeMismatchException;
import org.jspecify.annotations.Nullable;

/** A class was defined again, and the factory still has the one from before. */
final class Redefined {

  private static final Pattern UNKNOWN = Pattern.compile("Unknown entity type '([^']+)'");
  private static final Pattern RESULT =
      Pattern.compile("produces '([^']+)' but type '([^']+)' was given");

  private Redefined() {}

  static @Nullable Telling entity(Failed failed) {
    Matcher found = failed.message(UnknownEntityTypeException.class, UNKNOWN);
    if (found == null) {
      return null;
    }
    String name = Spelling.simple(found.group(1));
    boolean older =
        failed.mappings().all().stream()
            .anyMatch(
                one -> one.name().equals(name) && !one.type().getName().equals(found.group(1)));
    return older && !isKnown(failed, found.group(1)) ? explained(failed, name) : null;
  }

  static @Nullable Telling result(Failed failed) {
    Matcher found = failed.message(QueryTypeMismatchException.class, RESULT);
    if (found == null) {
      return null;
    }
    String produced = Spelling.simple(found.group(1));
    String given = Spelling.simple(found.group(2));
    return produced.equals(given) && !found.group(1).equals(found.group(2))
        ? explained(failed, given)
        : mismatch(failed, produced, given);
  }

  private static boolean isKnown(Failed failed, String className) {
    return failed.mappings().all().stream().anyMatch(e -> e.type().getName().equals(className));
  }

  private static Telling explained(Failed failed, String name) {
    return Telling.what(
            "%s used %s as it is defined now, but the factory knows the %s from before."
                .formatted(failed.line(), name, name))
        .why(
            "The cell of the class, or of one that it refers to, was run again after the factory"
                + " was made. For Java that makes another class of the same name, and a SessionFactory keeps the classes it was"
                + " made with.")
        .repair(
            "Run the cell that makes the factory again, and after it those that open Sessions.",
            "SessionFactory %s = …".formatted(failed.factory()))
        .repair(
            "Or restart the kernel and run all cells from the top.", "// Restart, then Run all");
  }

  private static Telling mismatch(Failed failed, String produced, String given) {
    return Telling.what(
            "%s asked a query for %s, but what it selects is %s."
                .formatted(failed.line(), given, produced))
        .why(
            "The second argument says of which class the results are. Hibernate compares it with"
                + " the select clause before it sends anything.")
        .repair(
            "Ask for what is selected.", "createSelectionQuery(hql, %s.class)".formatted(produced))
        .repair("Or select what is asked for.", "from %s".formatted(given));
  }
}
