package orrery.check;

import java.util.List;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Failure;

/** Events of run 1 of a cell named {@code cell}. */
final class Events {

  private Events() {}

  static Event.OfRun printed(String text) {
    return new Event.Output(1, "cell", Event.Stream.OUT, text);
  }

  static Event.OfRun value(String text) {
    return new Event.Value(1, "cell", 1, "Object", text);
  }

  static Event.OfRun sent(long order, String sql) {
    return sent(order, sql, Cause.Kind.QUERY);
  }

  static Event.OfRun sent(long order, String sql, Cause.Kind kind) {
    Cause cause = new Cause(kind, "query", null, null, null, null, null);
    return new Event.Statement(
        1, "cell", 1, order, 1, 0, sql, List.of(List.of()), 0, 0, 1000, cause, null, null);
  }

  static Event.OfRun failed(String type, String message, int line) {
    return new Event.Failed(
        1,
        "cell",
        new Failure(
            Failure.Kind.EXCEPTION, type, message, line, 0, 0, 0, List.of(), 0, null, null));
  }

  static Event.OfRun finished(Event.Status status) {
    return new Event.Finished(1, "cell", status, 12);
  }
}
