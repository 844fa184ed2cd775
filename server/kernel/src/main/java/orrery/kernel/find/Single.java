package orrery.kernel.find;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import orrery.kernel.protocol.Event;

/**
 * Loads of one association, a statement for each row of its owner that a query had found.
 *
 * @param query that found the owners
 * @param direct whether the query is about the owner itself, and not about what led there
 * @param loads at one line
 * @param eager whether Hibernate loaded since the mapping wants it at once
 */
record Single(Group query, boolean direct, Association association, Group loads, boolean eager) {

  private static final int MANY = 1_000;

  Event.Finding finding(Cell cell) {
    return finding(cell, Event.Pattern.N_PLUS_ONE, words(), Repairs.of(cell, this));
  }

  private String words() {
    String times = times(loads.count());
    String owner = spoken(association.owner());
    String happened =
        eager
            ? "%s loaded %s %s, a statement each, since its mapping says EAGER."
                .formatted(at(loads.line()), association.path(), times)
            : association.plural()
                ? "%s loaded %s %s, once for each %s that %s had found."
                    .formatted(at(loads.line()), association.path(), times, owner, finder())
                : "%s loaded %s %s, one by one, for what %s had found."
                    .formatted(at(loads.line()), association.path(), times, finder());
    return happened + " With %,d of them it would be %,d statements.".formatted(MANY, MANY + 1);
  }

  private String finder() {
    boolean same = query.line() == loads.line();
    return same || query.line() <= 0 ? "the query" : "line " + query.line();
  }

  static String at(int line) {
    return line > 0 ? "Line " + line : "This cell";
  }

  static String times(long count) {
    return count == 1 ? "once" : "%,d times".formatted(count);
  }

  /** {@code order line} of {@code OrderLine}. */
  static String spoken(String entity) {
    return entity.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  /** One load of what nobody asked for. */
  Event.Finding needless(Cell cell) {
    String words =
        "%s asked for %s alone. Its mapping says that %s is EAGER, so Hibernate loaded that too, by one more statement; this cell never speaks of it."
            .formatted(at(query.line()), spoken(association.owner()), association.path());
    return finding(cell, Event.Pattern.UNUSED_FETCH, words, Repairs.lazy(association));
  }

  private Event.Finding finding(
      Cell cell, Event.Pattern pattern, String words, List<Event.Fix> fixes) {
    List<Long> orders =
        Stream.concat(query.orders().stream().limit(1), loads.orders().stream()).toList();
    return new Event.Finding(
        cell.run(),
        cell.name(),
        loads.line(),
        pattern,
        words,
        loads.count(),
        association.owner(),
        association.attribute(),
        orders,
        fixes);
  }
}
