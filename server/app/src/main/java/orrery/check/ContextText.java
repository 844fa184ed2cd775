package orrery.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.SessionContents;
import orrery.kernel.protocol.SessionContents.Attribute;
import orrery.kernel.protocol.SessionContents.Entity;
import orrery.kernel.protocol.SessionContents.Pending;

/**
 * What Sessions hold as lines: {@code Session session, in a transaction, 1 update waits} and below
 * it {@code Book 1 managed, price 12.99 → 9.99} for each entity.
 */
final class ContextText {

  private ContextText() {}

  /**
   * Of the Events of a run.
   *
   * @param line after which they hold it; 0 for the end of the run
   */
  static List<String> of(List<Event.OfRun> events, int line) {
    return sessions(events, line).flatMap(session -> lines(session).stream()).toList();
  }

  private static Stream<SessionContents> sessions(List<Event.OfRun> events, int line) {
    if (line == 0) {
      return Transcript.each(Event.Context.class, events)
          .flatMap(context -> context.sessions().stream());
    }
    return Transcript.each(Event.Step.class, events)
        .filter(step -> step.line() == line)
        .reduce((earlier, later) -> later)
        .map(Event.Step::session)
        .stream();
  }

  private static List<String> lines(SessionContents session) {
    List<String> lines = new ArrayList<>();
    lines.add(title(session));
    session.entities().forEach(entity -> lines.add("  " + entity(entity)));
    if (session.leftOut() > 0) {
      lines.add("  and " + session.leftOut() + " more");
    }
    return lines;
  }

  private static String title(SessionContents session) {
    String name = Objects.requireNonNullElse(session.variable(), "" + session.number());
    Stream<String> standing =
        Stream.of(
            "Session " + name,
            session.open() ? "" : "closed",
            session.inTransaction() ? "in a transaction" : "",
            pending(session.pending()));
    return standing.filter(words -> !words.isEmpty()).collect(Collectors.joining(", "));
  }

  private static String pending(Pending pending) {
    String work =
        Stream.of(
                count(pending.inserts(), "insert"),
                count(pending.updates(), "update"),
                count(pending.deletes(), "delete"))
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining(" and "));
    boolean one = pending.inserts() + pending.updates() + pending.deletes() == 1;
    return work.isEmpty() ? "" : work + (one ? " waits" : " wait");
  }

  private static String count(int number, String noun) {
    return number == 0 ? "" : number + " " + noun + (number == 1 ? "" : "s");
  }

  private static String entity(Entity entity) {
    String state =
        entity.proxy() && entity.state() == SessionContents.State.MANAGED
            ? "not loaded"
            : entity.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    Stream<String> changes = entity.attributes().stream().flatMap(ContextText::change);
    String which =
        entity.id().isEmpty()
            ? Objects.requireNonNullElse(entity.variable(), "without id")
            : entity.id();
    Stream<String> all = Stream.of(entity.name() + " " + which + " " + state);
    return Stream.concat(all, changes).collect(Collectors.joining(", "));
  }

  private static Stream<String> change(Attribute attribute) {
    return attribute.loaded() == null
        ? Stream.empty()
        : Stream.of(attribute.name() + " " + attribute.loaded() + " → " + attribute.value());
  }
}
