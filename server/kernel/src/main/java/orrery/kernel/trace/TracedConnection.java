package orrery.kernel.trace;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;

/** A connection from its acquisition to its release. */
final class TracedConnection extends Delegating<Connection> {

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A pool hands out the same connection again: that keeps its number. */
  private static final Map<Connection, Integer> NUMBERS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final int number;
  private final AtomicBoolean released = new AtomicBoolean();

  private TracedConnection(Connection connection) {
    super(connection);
    number = NUMBERS.computeIfAbsent(connection, unknown -> COUNT.incrementAndGet());
  }

  static void forgetAll() {
    NUMBERS.clear();
    COUNT.set(0);
  }

  static boolean is(Connection connection) {
    return connection instanceof Traced;
  }

  /** Tells the acquisition, and stands before the connection from here on. */
  static Connection acquired(Connection connection) {
    TracedConnection traced = new TracedConnection(connection);
    OpenConnections.acquired(traced.number, traced.tell(Event.Use.ACQUIRE), connection);
    Trace.watches().forEach(watch -> watch.acquired(traced.number, connection));
    return traced.proxy(Connection.class);
  }

  /**
   * Tells that a connection goes back to where it came from.
   *
   * @return the one that was {@link #acquired}; {@code connection} itself if it is not traced
   */
  static Connection released(Connection connection) {
    if (!is(connection)
        || !(Proxy.getInvocationHandler(connection) instanceof TracedConnection traced)) {
      return connection;
    }
    traced.release();
    return traced.delegate;
  }

  /** 0 if it is not traced. */
  static int numberOf(Connection connection) {
    return is(connection)
            && Proxy.getInvocationHandler(connection) instanceof TracedConnection traced
        ? traced.number
        : 0;
  }

  @Override
  @Nullable Object call(Object proxy, Method method, Object[] args) throws Throwable {
    Event.Action action = action(method, args);
    if (action != null) {
      Object answer = transaction(action, method, args);
      if (action != Event.Action.BEGIN) {
        Trace.watches().forEach(watch -> watch.completed(number));
      }
      return answer;
    }
    if (method.getName().equals("close")) {
      release();
    }
    Object answer = pass(method, args);
    return answer instanceof Statement statement
        ? statement(statement, (Connection) proxy, method, args)
        : answer;
  }

  /** A rollback to a savepoint ends no transaction. */
  private static Event.@Nullable Action action(Method method, Object[] args) {
    return switch (method.getName()) {
      case "setAutoCommit" -> args[0].equals(false) ? Event.Action.BEGIN : null;
      case "commit" -> Event.Action.COMMIT;
      case "rollback" -> args.length == 0 ? Event.Action.ROLLBACK : null;
      default -> null;
    };
  }

  private Object statement(Statement statement, Connection proxy, Method method, Object[] args) {
    String prepared = method.getName().startsWith("prepare") ? (String) args[0] : null;
    return new TracedStatement(statement, proxy, delegate, number, prepared)
        .proxy(method.getReturnType());
  }

  private void release() {
    if (released.compareAndSet(false, true)) {
      OpenConnections.released(number);
      Trace.watches().forEach(watch -> watch.released(number));
      tell(Event.Use.RELEASE);
    }
  }

  private @Nullable Object transaction(Event.Action action, Method method, Object[] args)
      throws Throwable {
    Run run = Trace.run();
    if (run == null) {
      return pass(method, args);
    }
    Origin origin = Origin.here(run);
    // DDL runs outside of transactions: Hibernate only puts the connection's mode there and back.
    boolean own = origin.has(Signal.SCHEMA);
    long order = own ? 0 : run.next();
    if (order == 0 && !own && action == Event.Action.BEGIN) {
      run.watch().began();
    }
    long began = System.nanoTime();
    try {
      return pass(method, args);
    } finally {
      if (order > 0) {
        long nanos = System.nanoTime() - began;
        run.tell(
            new Event.Transaction(
                run.number(), run.cell(), origin.line(), order, number, action, nanos));
      }
    }
  }

  /** Where it happens; null if it is told to nobody. */
  private Trace.@Nullable Place tell(Event.Use use) {
    Run run = Trace.run();
    long order = run == null ? 0 : run.next();
    if (run == null || order == 0) {
      return null;
    }
    int line = Origin.here(run).line();
    run.tell(new Event.Connection(run.number(), run.cell(), line, order, number, use));
    return new Trace.Place(run.cell(), line);
  }
}
