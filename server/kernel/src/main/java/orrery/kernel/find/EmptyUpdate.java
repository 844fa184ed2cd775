package orrery.kernel.find;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;
import orrery.kernel.trace.Heard;

/** An update or delete by a query that changed no row. */
final class EmptyUpdate {

  private EmptyUpdate() {}

  static Optional<Event.Finding> in(Cell cell, Group group) {
    String verb = verb(group.key().sql());
    boolean writes = verb.equals("update") || verb.equals("delete");
    List<Heard> empty =
        group.kept().stream()
            .filter(statement -> statement.rows() == 0 && statement.error() == null)
            .toList();
    boolean ofQuery = group.is(Cause.Kind.QUERY) || group.is(Cause.Kind.JDBC);
    return writes && ofQuery && !empty.isEmpty()
        ? Optional.of(finding(cell, group, verb, empty))
        : Optional.empty();
  }

  private static String verb(String sql) {
    return sql.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
  }

  private static Event.Finding finding(Cell cell, Group group, String verb, List<Heard> empty) {
    String words =
        "The %s at line %d matched no row%s. That is no error to the database; whether it is one is for the number to say that executeUpdate returns."
            .formatted(
                verb, group.line(), empty.size() == 1 ? "" : ", " + Single.times(empty.size()));
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
