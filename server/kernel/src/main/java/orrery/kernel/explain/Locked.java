package orrery.kernel.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.exception.LockAcquisitionException;
import org.hibernate.exception.LockTimeoutException;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Trace;

/** Another transaction holds what this one wants. */
final class Locked {

  private static final Pattern TABLE = Pattern.compile("lock table \"([^\"]+)\"");
  private static final Pattern DEADLOCK = Pattern.compile("Deadlock detected", Pattern.LITERAL);
  private static final Pattern WAITED = Pattern.compile("time interval (\\d+) ms");

  private Locked() {}

  static @Nullable Telling timeout(Failed failed) {
    if (failed.thrown(LockTimeoutException.class) == null) {
      return null;
    }
    Matcher table = failed.message(LockTimeoutException.class, TABLE);
    String row = table == null ? "a row" : "a row of " + table(failed, table.group(1));
    Matcher waited = failed.message(Throwable.class, WAITED);
    Telling telling =
        Telling.what(
                "%s waited %sfor %s that another transaction has locked, and gave up."
                    .formatted(failed.line(), waited == null ? "" : waited.group(1) + " ms ", row))
            .why(
                "A transaction that has written a row, or read it with a pessimistic lock, keeps"
                    + " it locked until it commits or rolls back. Whoever wants to write or lock"
                    + " the row waits for that, as long as the lock timeout allows.");
    List<SessionImplementor> holders = inTransaction(failed);
    String holder = holders.size() == 1 ? failed.variable(holders.get(0)) : null;
    holders.forEach(session -> telling.fact(standing(failed, session)));
    return telling
        .repair(
            "End the other transaction first.",
            holder == null ? "transaction.commit();" : holder + ".getTransaction().commit();")
        .repair(
            "Or be ready to wait longer, and to try again.",
            "session.find(type, id, LockMode.PESSIMISTIC_WRITE, Timeout.seconds(5));");
  }

  static @Nullable Telling deadlock(Failed failed) {
    if (failed.message(LockAcquisitionException.class, DEADLOCK) == null) {
      return null;
    }
    return Telling.what(
            failed.line() + " and another transaction waited for each other, and this one lost.")
        .why(
            "Each held a row that the other wanted: a deadlock. Neither could ever go on, so the"
                + " database rolled one of them back; its work is undone.")
        .repair(
            "Lock rows in the same order everywhere, such as by id.",
            "from … where id in :ids order by id   // with PESSIMISTIC_WRITE")
        .repair(
            "Run the transaction that lost once more, in a new Session.",
            failed.inTransaction("// the same work again"));
  }

  /** By the entity, where there is one: {@code authors}. */
  private static String table(Failed failed, String table) {
    return failed
        .mappings()
        .ofTable(table)
        .map(Mappings.Entity::table)
        .orElse(Mappings.bare(table));
  }

  /** The Sessions that may hold it: not the one whose statement was refused. */
  private static List<SessionImplementor> inTransaction(Failed failed) {
    List<SessionImplementor> others = new ArrayList<>();
    failed
        .openSessions()
        .filter(SessionImplementor::isTransactionInProgress)
        .filter(session -> PoolEmpty.connection(session) != Trace.refusedConnection())
        .forEach(others::add);
    return others;
  }

  private static String standing(Failed failed, SessionImplementor session) {
    int number = PoolEmpty.connection(session);
    String since =
        Trace.openConnections().stream()
            .filter(open -> open.number() == number)
            .map(Trace.OpenConnection::place)
            .filter(Objects::nonNull)
            .map(place -> ", begun " + failed.at(place))
            .findFirst()
            .orElse("");
    return failed.name(session) + " has an open transaction" + since;
  }
}
