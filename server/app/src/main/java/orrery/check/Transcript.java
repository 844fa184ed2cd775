package orrery.check;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Failure;
import orrery.lesson.Expectation;

/**
 * What a learner sees of a run.
 *
 * @param output lines printed and, where they came, values as {@code ⇒ value}
 * @param statements in the order sent, white space folded; without those that Hibernate sends for
 *     itself
 * @param millis from start to end
 * @param events all of them
 */
record Transcript(
    List<String> output,
    List<String> statements,
    List<Failure> failures,
    Event.Status status,
    double millis,
    List<Event.OfRun> events) {

  static final Set<Cause.Kind> OWN = Set.of(Cause.Kind.BOOTSTRAP, Cause.Kind.TEMPORARY);

  /**
   * Of the Events of one run.
   *
   * @throws IllegalArgumentException if they lack the end
   */
  static Transcript of(List<Event.OfRun> events) {
    Event.Finished end =
        each(Event.Finished.class, events)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("a run without a Finished Event"));
    return new Transcript(
        output(events),
        statements(events),
        each(Event.Failed.class, events).map(Event.Failed::failure).toList(),
        end.status(),
        end.millis(),
        List.copyOf(events));
  }

  static <E extends Event> Stream<E> each(Class<E> type, List<Event.OfRun> events) {
    return events.stream().filter(type::isInstance).map(type::cast);
  }

  private static List<String> output(List<Event.OfRun> events) {
    StringBuilder text = new StringBuilder();
    for (Event.OfRun event : events) {
      if (event instanceof Event.Output output) {
        text.append(output.text());
      } else if (event instanceof Event.Value value) {
        boolean midLine = !text.isEmpty() && text.charAt(text.length() - 1) != '\n';
        text.append(midLine ? "\n" : "").append("⇒ ").append(value.text()).append('\n');
      }
    }
    return lines(text.toString());
  }

  /** Lines without the blanks at their ends, which no reader sees and editors take away. */
  static List<String> lines(String text) {
    return text.lines().map(String::stripTrailing).toList();
  }

  private static List<String> statements(List<Event.OfRun> events) {
    return each(Event.Statement.class, events)
        .filter(statement -> !OWN.contains(statement.cause().kind()))
        .sorted(Comparator.comparingLong(Event.Statement::order))
        .map(statement -> Expectation.Sql.fold(statement.sql()))
        .toList();
  }
}
