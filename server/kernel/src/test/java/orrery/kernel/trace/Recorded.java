package orrery.kernel.trace;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Limits;

/** The trace of one run, in which a test class is the code of the cell {@code test}. */
final class Recorded implements AutoCloseable {

  static final String CELL = "test";
  static final int AT = 7;

  private final List<Event> events = new CopyOnWriteArrayList<>();

  private Recorded() {}

  /** A run of whatever the calling class does, until it is closed. */
  static Recorded here() {
    return with(Limits.DEFAULT);
  }

  static Recorded with(Limits limits) {
    String test =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .map(StackWalker.StackFrame::getClassName)
                        .filter(name -> !name.equals(Recorded.class.getName()))
                        .findFirst())
            .orElseThrow();
    return with(limits, (name, line) -> name.equals(test) ? new Trace.Place(CELL, line) : null);
  }

  static Recorded with(Limits limits, Trace.Places places) {
    Recorded recorded = new Recorded();
    Trace.begin(1, CELL, limits, places, recorded.events::add);
    Trace.at(AT);
    return recorded;
  }

  /** The line of the calling code. */
  static int line() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(1).findFirst())
        .orElseThrow()
        .getLineNumber();
  }

  /** Announces a query as the transformed bytecode of a cell does. */
  static <Q> Q announced(Q query) {
    Trace.querying(query);
    return query;
  }

  @Override
  public void close() {
    Trace.end();
  }

  /** As they came. */
  List<Event> events() {
    return events;
  }

  /** In the order in which they happened. */
  <E extends Event.OfTrace> List<E> trace(Class<E> type) {
    return events.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .sorted(Comparator.comparingLong(Event.OfTrace::order))
        .toList();
  }

  List<Event.Statement> statements() {
    return trace(Event.Statement.class);
  }

  List<String> words() {
    return statements().stream().map(statement -> statement.cause().words()).toList();
  }

  List<Event.Statement> statements(Cause.Kind kind) {
    return statements().stream().filter(statement -> statement.cause().kind() == kind).toList();
  }

  /** The only statement of a kind. */
  Event.Statement only(Cause.Kind kind) {
    List<Event.Statement> found = statements(kind);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + kind + " in " + statements());
    }
    return found.get(0);
  }
}
