package orrery.kernel.explain;

import jakarta.persistence.TransactionRequiredException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.hibernate.AssertionFailure;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import orrery.kernel.inspect.Closings;
import orrery.kernel.trace.Trace;

/** The right call at the wrong time. */
final class Lifecycle {

  private static final Pattern CLOSED =
      Pattern.compile("^(?:Session/EntityManager|EntityManagerFactory) is closed");
  private static final Pattern FLUSHED =
      Pattern.compile("session is flushed after an exception occurs");

  private Lifecycle() {}

  static @Nullable Telling withoutTransaction(Failed failed) {
    if (failed.thrown(TransactionRequiredException.class) == null) {
      return null;
    }
    String session = failed.session();
    return Telling.what(failed.line() + " needs a transaction, and none is open.")
        .why(
            "Reading works without. What writes or locks, such as flush, an update or delete query,"
                + " or a pessimistic lock, belongs to a transaction, which keeps it or undoes it.")
        .repair(
            "Begin one before, and commit it after.",
            "Transaction transaction = %s.beginTransaction();\n// this line\ntransaction.commit();"
                .formatted(session))
        .repair("Or let Hibernate do both.", failed.inTransaction("// this line"));
  }

  static @Nullable Telling closed(Failed failed) {
    if (failed.message(IllegalStateException.class, CLOSED) == null) {
      return null;
    }
    boolean factory = failed.failure().message().startsWith("EntityManagerFactory");
    Telling telling =
        Telling.what(
                "%s used a %s that is closed."
                    .formatted(failed.line(), factory ? "SessionFactory" : "Session"))
            .why(
                factory
                    ? "A factory is made once and closed when the program ends. With it went its"
                        + " connections, and every Session it had opened."
                    : "A Session serves one task and ends with it; it has given back its connection"
                        + " and let its objects go. It can't be opened again.");
    telling.facts(closed(failed, factory ? SessionFactory.class : Session.class));
    return factory
        ? telling
            .repair("Run the cell that makes the factory again.", "SessionFactory factory = …")
            .repair("Or close it later.", "factory.close();   // last of all")
        : telling
            .repair(
                "Open another for the next task.",
                "try (Session session = %s.openSession()) {\n    // work\n}"
                    .formatted(failed.factory()))
            .repair("Or close it later, after this line.", "session.close();");
  }

  /** The variables whose Session or factory is closed, in the order in which they were declared. */
  private static List<String> closed(Failed failed, Class<?> type) {
    return failed.objects().stream()
        .filter(type::isInstance)
        .map(object -> closed(failed, object))
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable String closed(Failed failed, Object object) {
    String name = failed.variable(object);
    if (object instanceof Session session && !session.isOpen()) {
      Trace.Place place = Closings.of(session);
      return "Session " + name + " closed" + (place == null ? "" : " " + failed.at(place));
    }
    return object instanceof SessionFactory factory && factory.isClosed()
        ? "SessionFactory " + name + " has closed"
        : null;
  }

  static @Nullable Telling afterFailure(Failed failed) {
    if (failed.message(AssertionFailure.class, FLUSHED) == null) {
      return null;
    }
    String session = failed.session();
    return Telling.what(
            "%s used a Session in which a write had failed before.".formatted(failed.line()))
        .why(
            "When a write fails, what the Session holds and what the database has no longer agree:"
                + " here an object counts as managed, and never got its id. Hibernate promises"
                + " nothing for a Session after an exception.")
        .repair(
            "Roll back and close it, and begin again in a new one.",
            "%s.getTransaction().rollback();\n%s.close();".formatted(session, session))
        .repair("Or give each try a Session of its own.", failed.inTransaction("// one try"));
  }
}
