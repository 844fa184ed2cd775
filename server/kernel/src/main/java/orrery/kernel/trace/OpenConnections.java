package orrery.kernel.trace;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connections that were acquired and not given back, and where. Called from any thread. */
final class OpenConnections {

  private record Open(Trace.OpenConnection told, WeakReference<Connection> own) {}

  private static final Map<Integer, Open> OPEN = new LinkedHashMap<>();
  private static volatile int refused;

  private OpenConnections() {}

  /**
   * A connection was acquired.
   *
   * @param place null if it is unknown, as beyond the limit of a run
   */
  static synchronized void acquired(
      int number, Trace.@Nullable Place place, Connection connection) {
    Run run = Trace.run();
    int statement = run == null || place == null ? 0 : run.line();
    Trace.OpenConnection told = new Trace.OpenConnection(number, place, statement);
    OPEN.put(number, new Open(told, new WeakReference<>(connection)));
  }

  static synchronized void forgetAll() {
    OPEN.clear();
    refused = 0;
  }

  static synchronized void released(int number) {
    OPEN.remove(number);
  }

  /** The database has refused a statement of this connection. */
  static void refused(int number) {
    refused = number;
  }

  /** The connection of the statement that was refused last; 0 if none was. */
  static int refused() {
    return refused;
  }

  /** In the order in which they were acquired; without those that went down with their pool. */
  static synchronized List<Trace.OpenConnection> now() {
    OPEN.values().removeIf(open -> isClosed(open.own().get()));
    return OPEN.values().stream().map(Open::told).toList();
  }

  private static boolean isClosed(@Nullable Connection connection) {
    try {
      return connection == null || connection.isClosed();
    } catch (SQLException e) {
      // It can't say so itself any more.
      return true;
    }
  }
}
