package orrery.check;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orrery.kernel.protocol.Event;

/**
 * The trace of a run as lines: {@code line 5: lazy load of Author.books}, {@code line 7: flush at
 * commit: update Book 1}, {@code line 7: commit}, and at the end {@code line 5: found n plus one,
 * Author.books × 2}.
 */
final class TraceText {

  private TraceText() {}

  static List<String> of(List<Event.OfRun> events) {
    Stream<String> traced =
        Transcript.each(Event.OfTrace.class, events)
            .sorted(Comparator.comparingLong(Event.OfTrace::order))
            .flatMap(TraceText::told);
    Stream<String> found = Transcript.each(Event.Finding.class, events).map(TraceText::found);
    return Stream.concat(traced, found).toList();
  }

  private static Stream<String> told(Event.OfTrace event) {
    if (event instanceof Event.Statement statement) {
      return Transcript.OWN.contains(statement.cause().kind())
          ? Stream.empty()
          : Stream.of(at(event, statement.cause().words()));
    } else if (event instanceof Event.Transaction transaction) {
      return Stream.of(at(event, words(transaction.action())));
    } else if (event instanceof Event.Flush flush) {
      return Stream.of(at(event, flush(flush)));
    }
    return Stream.empty();
  }

  private static String at(Event.OfTrace event, String words) {
    return event.line() == 0 ? words : "line " + event.line() + ": " + words;
  }

  private static String flush(Event.Flush flush) {
    String work =
        flush.work().isEmpty()
            ? "nothing to write"
            : flush.work().stream().map(TraceText::work).collect(Collectors.joining(", "));
    return when(flush) + ": " + work;
  }

  private static String when(Event.Flush flush) {
    return switch (flush.kind()) {
      case FLUSH_COMMIT -> "flush at commit";
      case FLUSH_AUTO -> "flush before this query";
      default -> "explicit flush";
    };
  }

  private static String work(Event.Work work) {
    String entity = work.id() == null ? work.entity() : work.entity() + " " + work.id();
    return work.attribute() == null
        ? words(work.deed()) + " " + entity
        : words(work.deed()) + " " + entity + "." + work.attribute();
  }

  private static String found(Event.Finding finding) {
    String what = finding.entity() == null ? "" : ", " + finding.entity();
    String attribute = finding.attribute() == null ? "" : "." + finding.attribute();
    return "line %d: found %s%s%s × %d"
        .formatted(finding.line(), words(finding.pattern()), what, attribute, finding.count());
  }

  /** {@code n plus one}. */
  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
