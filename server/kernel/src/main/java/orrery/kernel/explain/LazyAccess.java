package orrery.kernel.explain;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.LazyInitializationException;
import org.jspecify.annotations.Nullable;
import orrery.kernel.inspect.Closings;
import orrery.kernel.protocol.Failure.Frame;
import orrery.kernel.trace.Trace;

/** What is not loaded was used, and no Session was there to load it. */
final class LazyAccess {

  private static final Pattern COLLECTION =
      Pattern.compile("of role '([^']+)'(?: with key '(.*)')? \\(");
  private static final Pattern PROXY = Pattern.compile("\\[(.+)#(.*)\\]");

  private LazyAccess() {}

  static @Nullable Telling collection(Failed failed) {
    Matcher found = failed.message(LazyInitializationException.class, COLLECTION);
    if (found == null) {
      return null;
    }
    String role = Spelling.role(found.group(1));
    String attribute = role.substring(role.lastIndexOf('.') + 1);
    String owner = role.substring(0, role.indexOf('.'));
    String id = found.group(2);
    Trace.Place closed = id == null ? null : Closings.of(found.group(1), id);
    String alias = Spelling.variable(owner).substring(0, 1);
    Telling telling =
        Telling.what(
                failed.line()
                    + " used "
                    + role
                    + (id == null ? "" : " of " + owner + " " + id)
                    + inToString(failed)
                    + ", which was not loaded, and no Session was there to load it.")
            .why(
                "The collection is lazy: Hibernate loads it when it is first used, through the"
                    + " Session that loaded its "
                    + Spelling.variable(owner)
                    + ". "
                    + fate(failed, closed))
            .repair(
                "Load it in the query, together with its " + Spelling.variable(owner) + ".",
                "from %s %s left join fetch %s.%s".formatted(owner, alias, alias, attribute));
    return inToString(failed).isEmpty()
        ? telling.repair("Use it while the Session is open.", used(failed, owner, id, attribute))
        : telling.repair("Leave " + attribute + " out of toString.", toStringOf(owner));
  }

  static @Nullable Telling proxy(Failed failed) {
    Matcher found = failed.message(LazyInitializationException.class, PROXY);
    if (found == null) {
      return null;
    }
    String entity = Spelling.simple(found.group(1));
    String id = found.group(2);
    Trace.Place closed = Closings.of(found.group(1), id);
    Telling telling =
        Telling.what(
                "%s used %s %s%s, which was not loaded, and no Session was there to load it."
                    .formatted(failed.line(), entity, id, inToString(failed)))
            .why(
                "The object is a proxy. It stands for the row and knows its id alone; the rest it"
                    + " loads when it is first asked, through its Session. "
                    + fate(failed, closed));
    List<String> attributes = failed.mappings().lazyTo(entity);
    fetched(telling, failed, entity, id, attributes);
    return inToString(failed).isEmpty()
        ? telling.repair(
            "Ask it while the Session is open.",
            failed.inTransaction(
                "%s %s = session.find(%s.class, %s);\n// read what you need here"
                    .formatted(
                        entity, Spelling.variable(entity), entity, literal(failed, entity, id))))
        : telling.repair("Leave it out of toString.", toStringOf(entity));
  }

  private static void fetched(
      Telling telling, Failed failed, String entity, String id, List<String> attributes) {
    if (attributes.isEmpty()) {
      telling.repair(
          "Load the object itself, not a reference to it.",
          "session.find(%s.class, %s)".formatted(entity, literal(failed, entity, id)));
      return;
    }
    String owner = attributes.get(0).substring(0, attributes.get(0).indexOf('.'));
    String alias = Spelling.variable(owner).substring(0, 1);
    telling.repair(
        "Load it in the query, together with the "
            + Spelling.variable(owner)
            + " that refers to it.",
        "from %s %s left join fetch %s"
            .formatted(owner, alias, alias + attributes.get(0).substring(owner.length())));
  }

  private static String used(Failed failed, String owner, @Nullable String id, String attribute) {
    String variable = Spelling.variable(owner);
    return failed.inTransaction(
        "%s %s = session.find(%s.class, %s);\n%s.%s.size();"
            .formatted(
                owner,
                variable,
                owner,
                id == null ? "id" : literal(failed, owner, id),
                variable,
                attribute));
  }

  private static String literal(Failed failed, String entity, String id) {
    return failed.mappings().named(entity).map(known -> known.literal(id)).orElse(id);
  }

  /** An object can be let go without that its Session closes, and nobody hears of it. */
  private static String fate(Failed failed, Trace.@Nullable Place closed) {
    if (closed == null) {
      return "That Session has closed, or has let go of the object by clear or detach.";
    }
    boolean maybe = failed.openSessions().findAny().isPresent();
    return "A Session that held it closed %s.%s"
        .formatted(
            failed.at(closed),
            maybe
                ? " One that is still open may have let go of it as well, by clear or detach."
                : "");
  }

  /** Whether it was a {@code toString} of the learner's that asked. */
  private static String inToString(Failed failed) {
    return failed.failure().frames().stream().map(Frame::method).anyMatch(LazyAccess::isToString)
        ? " in a toString"
        : "";
  }

  private static boolean isToString(String method) {
    return method.endsWith(".toString");
  }

  private static String toStringOf(String entity) {
    return "@Override\npublic String toString() {\n    return \"%s \" + id;\n}".formatted(entity);
  }
}
