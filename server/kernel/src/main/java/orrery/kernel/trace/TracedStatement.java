package orrery.kernel.trace;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A statement, prepared or not; each execution is told when its last row was read. */
final class TracedStatement extends Delegating<Statement> {

  private final Connection connection;
  private final Connection own;
  private final int number;
  private final @Nullable String prepared;
  private final Binds binds = new Binds();
  private final Batch batch = new Batch();
  private @Nullable Sent latest;
  private @Nullable TracedResultSet results;

  /**
   * A statement of a connection.
   *
   * @param connection the one that is traced
   * @param own the one that it stands before
   * @param number of the connection
   * @param prepared its SQL, null if each execution brings its own
   */
  TracedStatement(
      Statement statement,
      Connection connection,
      Connection own,
      int number,
      @Nullable String prepared) {
    super(statement);
    this.connection = connection;
    this.own = own;
    this.number = number;
    this.prepared = prepared;
  }

  @Override
  @Nullable Object call(Object proxy, Method method, Object[] args) throws Throwable {
    String name = method.getName();
    if (name.startsWith("execute")) {
      return execute((Statement) proxy, method, args);
    }
    if (isSetterOfBind(method)) {
      Object answer = pass(method, args);
      binds.set(name, args);
      return answer;
    }
    return switch (name) {
      case "getConnection" -> connection;
      case "getResultSet", "getGeneratedKeys" ->
          traced((ResultSet) pass(method, args), (Statement) proxy, name);
      case "close", "getMoreResults" -> {
        finish();
        yield pass(method, args);
      }
      default -> {
        Object answer = pass(method, args);
        noted(name, args);
        yield answer;
      }
    };
  }

  private static boolean isSetterOfBind(Method method) {
    Class<?> type = method.getDeclaringClass();
    return method.getName().startsWith("set")
        && (type == PreparedStatement.class || type == CallableStatement.class);
  }

  private void noted(String name, Object[] args) {
    switch (name) {
      case "addBatch" -> batch.add(args.length == 0 ? null : (String) args[0], binds.now());
      case "clearBatch" -> batch.clear();
      case "clearParameters" -> binds.clear();
      default -> {}
    }
  }

  private @Nullable Object execute(Statement proxy, Method method, Object[] args) throws Throwable {
    finish();
    announce(method.getName(), args);
    Sent sent = sent(proxy, method.getName(), args);
    sent.keep(binds.calls());
    latest = sent;
    Running.began(delegate);
    try {
      Object answer = pass(method, args);
      sent.answered();
      return answered(sent, answer, proxy);
    } catch (Throwable e) {
      OpenConnections.refused(number);
      sent.failed(e, Trace.limits());
      finish();
      throw e;
    } finally {
      Running.ended(delegate);
    }
  }

  private void announce(String method, Object[] args) {
    if (Trace.run() != null) {
      List<String> texts =
          isBatch(method)
              ? batch.texts(prepared)
              : List.of(args.length > 0 ? (String) args[0] : sql());
      for (ConnectionWatch watch : Trace.watches()) {
        texts.forEach(sql -> watch.running(number, own, sql));
      }
    }
  }

  private static boolean isBatch(String method) {
    return method.endsWith("Batch");
  }

  private String sql() {
    return prepared == null ? "" : prepared;
  }

  private Sent sent(Statement proxy, String method, Object[] args) {
    String call = api(proxy) + "." + method;
    if (isBatch(method)) {
      Sent sent = Sent.now(number, batch.sql(prepared), batch.binds(), batch.written(), call);
      batch.clear();
      return sent;
    }
    String sql = args.length > 0 ? (String) args[0] : sql();
    return Sent.now(number, sql, List.of(binds.now()), Doing.writing(), call);
  }

  private static String api(Statement proxy) {
    if (proxy instanceof CallableStatement) {
      return "CallableStatement";
    }
    return proxy instanceof PreparedStatement ? "PreparedStatement" : "Statement";
  }

  private @Nullable Object answered(Sent sent, @Nullable Object answer, Statement proxy)
      throws SQLException {
    if (answer instanceof ResultSet rows) {
      return traced(rows, proxy, "getResultSet");
    }
    if (Boolean.TRUE.equals(answer)) {
      return answer;
    }
    sent.rows(Boolean.FALSE.equals(answer) ? delegate.getUpdateCount() : changed(answer));
    finish();
    return answer;
  }

  private static long changed(@Nullable Object answer) {
    if (answer instanceof int[] counts) {
      return sum(Arrays.stream(counts).asLongStream());
    }
    if (answer instanceof long[] counts) {
      return sum(Arrays.stream(counts));
    }
    return answer instanceof Number count ? count.longValue() : -1;
  }

  /** Unless the database kept a part of it to itself. */
  private static long sum(LongStream counts) {
    return counts.reduce(0, (sum, count) -> sum < 0 || count < 0 ? -1 : sum + count);
  }

  private @Nullable ResultSet traced(@Nullable ResultSet rows, Statement proxy, String from) {
    if (rows == null) {
      return null;
    }
    if (from.equals("getGeneratedKeys")) {
      return new TracedResultSet(rows, proxy, null).proxy(ResultSet.class);
    }
    if (results == null || results.delegate != rows) {
      results = new TracedResultSet(rows, proxy, latest);
    }
    return results.proxy(ResultSet.class);
  }

  /** Tells the latest execution, if it is not told yet. */
  private void finish() {
    if (latest != null) {
      latest.tell();
      latest = null;
      results = null;
    }
  }
}
