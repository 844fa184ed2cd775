package orrery.kernel.find;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;
import orrery.kernel.trace.Heard;

/**
 * Lazy loads, a statement each, for objects that no query of this run had found: an earlier cell
 * left them, or they came by their ids. The query is not at hand, so nothing can be rewritten.
 */
final class OneByOne {

  private static final int OFTEN = 3;
  private static final int MANY = 1_000;

  private OneByOne() {}

  static Optional<Event.Finding> in(Cell cell, Group group, Singles singles) {
    Cause cause = group.cause();
    boolean single = group.is(Cause.Kind.LAZY) && group.loading() == Heard.Loading.PLAIN;
    return single && group.count() >= OFTEN && cause.entity() != null && !singles.has(group)
        ? Optional.of(finding(cell, group, cause.entity(), cause.attribute()))
        : Optional.empty();
  }

  private static Event.Finding finding(
      Cell cell, Group group, String entity, @Nullable String attribute) {
    String times = Single.times(group.count());
    String happened =
        attribute == null
            ? "%s loaded %s %s, one by one, for what was there already."
                .formatted(Single.at(group.line()), entity, times)
            : "%s loaded %s.%s %s, once for each %s that was there already."
                .formatted(
                    Single.at(group.line()), entity, attribute, times, Single.spoken(entity));
    String words = happened + " With %1$,d of them it would be %1$,d statements.".formatted(MANY);
    return new Event.Finding(
        cell.run(),
        cell.name(),
        group.line(),
        Event.Pattern.N_PLUS_ONE,
        words,
        group.count(),
        entity,
        attribute,
        group.orders(),
        attribute == null ? List.of(batch("class " + entity)) : fixes(entity, attribute));
  }

  private static List<Event.Fix> fixes(String entity, String attribute) {
    String variable = entity.substring(0, 1).toLowerCase(Locale.ROOT);
    return List.of(
        new Event.Fix(
            Fetching.JOIN,
            "The query that finds them brings these too.",
            "from %s %s left join fetch %s.%s".formatted(entity, variable, variable, attribute),
            null),
        batch("… " + attribute + ";"));
  }

  private static Event.Fix batch(String declaration) {
    return new Event.Fix(
        Fetching.BATCH,
        "A load brings up to %d of them, by a list of keys.".formatted(Repairs.SIZE),
        "@BatchSize(size = %d)\n%s".formatted(Repairs.SIZE, declaration),
        null);
  }
}
