package orrery.kernel.explain;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.regex.Pattern;
import org.hibernate.HibernateException;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Trace;

/** All connections of a pool are taken. */
final class PoolEmpty {

  private static final Pattern OWN = Pattern.compile("connection pool has reached its maximum");
  private static final Pattern OF_H2 = Pattern.compile("Login timeout");
  private static final Pattern HIKARI = Pattern.compile("request timed out");

  private PoolEmpty() {}

  static @Nullable Telling connections(Failed failed) {
    boolean waited =
        failed.message(SQLException.class, OF_H2) != null
            || failed.message(SQLTransientConnectionException.class, HIKARI) != null;
    if (!waited && failed.message(HibernateException.class, OWN) == null) {
      return null;
    }
    List<Trace.OpenConnection> open = Trace.openConnections();
    Telling telling =
        Telling.what(
                "%s needed a connection, and all connections of the pool are taken."
                    .formatted(failed.line()))
            .why(
                "A Session keeps its connection until its transaction ends or it closes, and a"
                    + " pool has only so many. "
                    + (waited
                        ? "This pool waited a while for one to come back, and none did."
                        : "Hibernate's own pool does not wait: it fails at once."));
    open.forEach(one -> telling.fact(taken(failed, one)));
    return telling
        .repair(
            "Close each Session where its work ends.",
            "try (Session session = %s.openSession()) {\n    // work\n}"
                .formatted(failed.factory()))
        .repair("Or let Hibernate open and close it.", failed.inTransaction("// work"));
  }

  private static String taken(Failed failed, Trace.OpenConnection open) {
    Trace.Place place = open.place();
    String holder =
        failed
            .openSessions()
            .filter(session -> connection(session) == open.number())
            .map(failed::name)
            .findFirst()
            .orElse("");
    return "connection "
        + open.number()
        + (place == null ? "" : ", taken " + failed.at(place) + called(place, open.statement()))
        + (holder.isEmpty() ? "" : ", held by " + holder);
  }

  /** A method that stands further up in the cell may have been called by several lines. */
  private static String called(Trace.Place place, int statement) {
    return statement > place.line() ? " for line " + statement : "";
  }

  /** Number of the connection that a Session has; 0 if it has none. */
  static int connection(SessionImplementor session) {
    LogicalConnectionImplementor logical = session.getJdbcCoordinator().getLogicalConnection();
    return logical.isOpen() && logical.isPhysicallyConnected()
        ? Trace.numberOf(logical.getPhysicalConnection())
        : 0;
  }
}
