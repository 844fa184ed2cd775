package orrery.kernel.trace;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Limits;

/** The trace of one run of a cell: numbers what happens and tells it, up to the limit. */
final class Run {

  /** Flushes that a run tells. */
  static final int MOST_FLUSHES = 500;

  /** Characters of SQL and of bind values; a run that has that many meets its limit early. */
  private static final long MOST_CHARS = 8_000_000;

  private final long number;
  private final String cell;
  private final Limits limits;
  private final Trace.Places places;
  private final Consumer<Event> sink;
  private final Set<Sent> untold = new LinkedHashSet<>();
  private final Shapes shapes = new Shapes();
  private volatile Watch watch = Watch.NONE;
  private long order;
  private long counted;
  private long chars;
  private long leftOut;
  private long flushes;
  private boolean over;
  private volatile int line;
  private final boolean inspected = Inspection.on();

  Run(long number, String cell, Limits limits, Trace.Places places, Consumer<Event> sink) {
    this.number = number;
    this.cell = cell;
    this.limits = limits;
    this.places = places;
    this.sink = sink;
  }

  long number() {
    return number;
  }

  String cell() {
    return cell;
  }

  Limits limits() {
    return limits;
  }

  Trace.Places places() {
    return places;
  }

  /** Whether more is looked at than statements, transactions and connections. */
  boolean inspected() {
    return inspected;
  }

  Shapes shapes() {
    return shapes;
  }

  Watch watch() {
    return watch;
  }

  void watch(Watch watch) {
    this.watch = watch;
  }

  /** The line of the running cell that is being evaluated. */
  int line() {
    return line;
  }

  void at(int line) {
    this.line = line;
  }

  /**
   * Takes the next place in the order of the trace.
   *
   * @return 0 if it is beyond the limit, or the run is over: then nothing is to be told
   */
  synchronized long next() {
    if (over) {
      return 0;
    }
    if (counted < limits.statements() && chars < MOST_CHARS) {
      counted++;
      return ++order;
    }
    if (leftOut++ == 0) {
      sink.accept(truncated());
    }
    return 0;
  }

  /**
   * Takes the next place for an Event that does not count towards the limit, but has one of its
   * own.
   *
   * @return 0 if the run is over
   */
  synchronized long place() {
    return over ? 0 : ++order;
  }

  /** The last place that was taken. */
  synchronized long last() {
    return order;
  }

  /** Remembers a statement that is on its way, so that the end of the run cannot lose it. */
  void sent(Sent statement) {
    if (statement.order() > 0) {
      remember(statement);
    }
    watch.sent(statement);
  }

  private synchronized void remember(Sent statement) {
    untold.add(statement);
    chars += statement.chars();
  }

  /** Tells a statement; a second call for the same one does nothing. */
  synchronized void told(Sent statement) {
    if (untold.remove(statement)) {
      sink.accept(statement.event(this));
    }
  }

  synchronized void tell(Event event) {
    if (!over) {
      sink.accept(event);
    }
  }

  /** Tells a flush, up to a limit of their own. */
  synchronized void flushed(Event.Flush flush) {
    if (flushes++ < MOST_FLUSHES) {
      tell(flush);
    }
  }

  synchronized void end() {
    List.copyOf(untold).forEach(this::told);
    over = true;
    if (flushes > MOST_FLUSHES) {
      long more = flushes - MOST_FLUSHES;
      sink.accept(new Event.Truncated(number, cell, "flushes", MOST_FLUSHES, more));
    }
    if (leftOut > 0) {
      sink.accept(truncated());
    }
  }

  /** When first met, nothing is left out yet that is known. */
  private Event truncated() {
    return new Event.Truncated(number, cell, "statements", counted, over ? leftOut : 0);
  }
}
