package orrery.kernel.find;

import java.util.List;
import java.util.Optional;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;

/** A value whose {@code toString} asked the database. */
final class Shown {

  private Shown() {}

  static Optional<Event.Finding> in(Cell cell, Group group) {
    return group.is(Cause.Kind.DISPLAY) ? Optional.of(finding(cell, group)) : Optional.empty();
  }

  private static Event.Finding finding(Cell cell, Group group) {
    Cause cause = group.cause();
    String what =
        cause.entity() == null
            ? "something"
            : cause.entity() + (cause.attribute() == null ? "" : "." + cause.attribute());
    String words =
        "Nothing but showing the value loaded %s, %s: a toString reads it."
            .formatted(
                what,
                group.count() == 1
                    ? "by a statement"
                    : "by %,d statements".formatted(group.count()));
    return new Event.Finding(
        cell.run(),
        cell.name(),
        group.line(),
        Event.Pattern.LOADED_TO_SHOW,
        words,
        group.count(),
        cause.entity(),
        cause.attribute(),
        group.orders(),
        List.of(
            new Event.Fix(
                "own columns only",
                "Let toString name the columns of its own row, and no association.",
                "return \"Author(\" + id + \", \" + name + \")\";",
                null)));
  }
}
