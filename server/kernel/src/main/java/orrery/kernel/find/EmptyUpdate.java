package orrery.kernel.find;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;
import orrery.kernel.trace.Heard;

/**
 * An update by a query that changed no row. Not a delete: one that finds nothing is as often meant,
 * where something is put right before a try.
 */
final class EmptyUpdate {

  private EmptyUpdate() {}

  static Optional<Event.Finding> in(Cell cell, Group group) {
    boolean updates = verb(group.key().sql()).equals("update");
    List<Heard> empty =
        group.kept().stream()
            .filter(statement -> statement.rows() == 0 && statement.error() == null)
            .toList();
    boolean ofQuery = group.is(Cause.Kind.QUERY) || group.is(Cause.Kind.JDBC);
    return updates && ofQuery && !empty.isEmpty()
        ? Optional.of(finding(cell, group, empty))
        : Optional.empty();
  }

  private static String verb(String sql) {
    return sql.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
  }

  private static Event.Finding finding(Cell cell, Group group, List<Heard> empty) {
    String words =
        "The update at line %d matched no row%s. That is no error to the database; whether it is one is for the number to say that executeUpdate returns."
            .formatted(group.line(), empty.size() == 1 ? "" : ", " + Single.times(empty.size()));
    return new Event.Finding(
        cell.run(),
        cell.name(),
        group.line(),
        Event.Pattern.EMPTY_UPDATE,
        words,
        empty.size(),
        null,
        null,
        empty.stream().map(Heard::order).filter(order -> order > 0).toList(),
        List.of(
            new Event.Fix(
                "look at the count",
                "Compare the number of changed rows with the one that you expect.",
                "int changed = query.executeUpdate();",
                null)));
  }
}
