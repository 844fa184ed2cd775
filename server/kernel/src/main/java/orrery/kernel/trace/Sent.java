package orrery.kernel.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Limits;

/**
 * A statement from the moment it is sent until its last row was read, when it is told. Outside of
 * runs, and beyond the limit of one, it is followed all the same and told to nobody.
 */
final class Sent implements Heard {

  private final @Nullable Run run;
  private final long order;
  private final int connection;
  private final int session = AtWork.session();
  private final String sql;
  private final List<List<Event.Bind>> binds;
  private final @Nullable Origin origin;
  private final @Nullable Cause cause;
  private final int topLine;
  private final long began = System.nanoTime();
  private volatile long nanos = -1;
  private volatile long rows = -1;
  private volatile long bytes;
  private volatile @Nullable String error;

  private Sent(
      @Nullable Run run,
      long order,
      int connection,
      String sql,
      List<List<Event.Bind>> binds,
      @Nullable Origin origin,
      @Nullable Cause cause) {
    this.run = run;
    this.topLine = run == null ? 0 : run.line();
    this.order = order;
    this.connection = connection;
    this.sql = sql;
    this.binds = binds;
    this.origin = origin;
    this.cause = cause;
  }

  /**
   * A statement is being sent, right now and from this thread.
   *
   * @param written what each execution writes, where Hibernate said so
   * @param call the method of JDBC
   */
  static Sent now(
      int connection,
      String sql,
      List<List<Event.Bind>> binds,
      @Nullable Doing written,
      String call) {
    Run run = Trace.run();
    if (run == null) {
      return new Sent(null, 0, connection, sql, binds, null, null);
    }
    long order = run.next();
    Shapes.Shape shape =
        order > 0 ? Shapes.seen(run, sql, written, call) : run.shapes().of(run, sql, written, call);
    List<List<Event.Bind>> kept = Binds.limited(binds);
    Sent sent = new Sent(run, order, connection, sql, kept, shape.origin(), shape.cause());
    run.sent(sent);
    return sent;
  }

  /** Remembers what it takes to send it once more. */
  void keep(List<SetCall> calls) {
    if (run != null) {
      Repeatable.keep(run.number(), order, new Repeatable(connection, sql, calls));
    }
  }

  /** How much there is to tell, about. */
  long chars() {
    int limit = Trace.limits().sqlChars();
    return Math.min(sql.length(), limit) + binds.stream().mapToLong(Binds::chars).sum();
  }

  void answered() {
    nanos = System.nanoTime() - began;
  }

  void failed(Throwable thrown, Limits limits) {
    answered();
    error = Text.shortened(Text.refusal(thrown), limits.sqlChars());
  }

  void rows(long count) {
    rows = count;
  }

  /** A value was read; from one thread at a time. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void read(long more) {
    bytes += more;
  }

  @Override
  public long order() {
    return order;
  }

  @Override
  public int topLine() {
    return topLine;
  }

  @Override
  public int line() {
    return known(origin).line();
  }

  @Override
  public String sql() {
    return sql;
  }

  @Override
  public List<List<Event.Bind>> binds() {
    return binds;
  }

  @Override
  public Cause cause() {
    return known(cause);
  }

  @Override
  public Loading loading() {
    if (known(origin).has(Signal.SUBSELECT)) {
      return Loading.SUBSELECT;
    }
    return known(origin).has(Signal.BATCH) ? Loading.BATCH : Loading.PLAIN;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public @Nullable String error() {
    return error;
  }

  private <T> T known(@Nullable T of) {
    if (of == null) {
      throw new IllegalStateException("asked of a statement outside of runs: " + sql);
    }
    return of;
  }

  /** All is known that will be. */
  void tell() {
    if (run != null) {
      run.told(this);
    }
  }

  Event event(Run run) {
    return new Event.Statement(
        run.number(),
        run.cell(),
        line(),
        order,
        connection,
        session,
        Text.shortened(sql, run.limits().sqlChars()),
        binds,
        rows,
        bytes,
        nanos >= 0 ? nanos : System.nanoTime() - began,
        cause(),
        known(origin).via(),
        error);
  }
}
