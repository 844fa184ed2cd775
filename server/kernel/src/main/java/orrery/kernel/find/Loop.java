package orrery.kernel.find;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;

/** The same question asked again and again by one line, each time with other values. */
final class Loop {

  private static final int OFTEN = 3;
  private static final String LOAD = "load ";
  private static final String BY_ID = " by id";

  private Loop() {}

  static Optional<Event.Finding> in(Cell cell, Group group) {
    if (group.count() < OFTEN || group.different() < OFTEN || !isRead(group)) {
      return Optional.empty();
    }
    if (group.is(Cause.Kind.LOAD)) {
      String words = group.key().words();
      return words.startsWith(LOAD) && words.endsWith(BY_ID)
          ? Optional.of(byId(cell, group))
          : Optional.empty();
    }
    return group.is(Cause.Kind.QUERY) || group.is(Cause.Kind.JDBC)
        ? Optional.of(query(cell, group))
        : Optional.empty();
  }

  private static boolean isRead(Group group) {
    return group.key().sql().stripLeading().regionMatches(true, 0, "select", 0, 6);
  }

  private static Event.Finding byId(Cell cell, Group group) {
    String entity = String.valueOf(group.cause().entity());
    String words =
        "%s loaded %s by id %s, a statement each. One statement can load them together."
            .formatted(Single.at(group.line()), entity, Single.times(group.count()));
    List<Event.Fix> fixes =
        List.of(
            new Event.Fix(
                "several ids",
                "One call loads them together.",
                "session.findMultiple(" + entity + ".class, ids)",
                null),
            new Event.Fix(
                "one query",
                "A query takes a list of ids, and anything else that one can ask.",
                "session.createSelectionQuery(\"from %s where id in :ids\", %s.class).setParameterList(\"ids\", ids)"
                    .formatted(entity, entity),
                null));
    return finding(cell, group, words, entity, fixes);
  }

  private static Event.Finding query(Cell cell, Group group) {
    String words =
        "%s ran the same query %s, each time with other values. With %s values in one list the database is asked once."
            .formatted(
                Single.at(group.line()),
                Single.times(group.count()),
                "%,d".formatted(group.count()));
    List<Event.Fix> fixes =
        List.of(
            new Event.Fix(
                "one query",
                "Ask once, with all values, before the loop; then look up what came in a map.",
                group.is(Cause.Kind.JDBC) ? "where … = any (?)" : "where … in :values",
                null));
    return finding(cell, group, words, null, fixes);
  }

  private static Event.Finding finding(
      Cell cell, Group group, String words, @Nullable String entity, List<Event.Fix> fixes) {
    return new Event.Finding(
        cell.run(),
        cell.name(),
        group.line(),
        Event.Pattern.QUERY_IN_LOOP,
        words,
        group.count(),
        entity,
        null,
        group.orders(),
        fixes);
  }
}
