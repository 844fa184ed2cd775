package orrery.kernel.find;

import java.util.List;
import java.util.Optional;
import orrery.kernel.protocol.Event;

/**
 * A query that wants a part of the rows and fetches a collection: the database can't cut between
 * owners, so Hibernate sends no limit and cuts itself (it logs HHH90003004). Rows are those that it
 * read until the page was full.
 */
final class Paging {

  private Paging() {}

  static Optional<Event.Finding> in(Cell cell, Group group) {
    Asked asked = group.asked();
    if (asked == null || !asked.limited()) {
      return Optional.empty();
    }
    return asked.fetches().stream()
        .filter(Asked.Fetched::plural)
        .findFirst()
        .map(fetched -> finding(cell, group, asked, fetched));
  }

  private static Event.Finding finding(Cell cell, Group group, Asked asked, Asked.Fetched fetched) {
    long rows = Math.max(0, group.kept().get(0).rows());
    String words =
        "%s wanted a page, and fetched %s in the same query. So no limit went to the database: Hibernate cut the page itself, in memory, from %,d rows."
            .formatted(Single.at(group.line()), fetched.path(), rows);
    Association association = asked.association(fetched.attribute()).orElse(null);
    List<Event.Fix> fixes =
        association == null ? List.of() : Repairs.paged(cell, asked, group.line(), association);
    return new Event.Finding(
        cell.run(),
        cell.name(),
        group.line(),
        Event.Pattern.PAGING_IN_MEMORY,
        words,
        rows,
        fetched.from(),
        fetched.attribute(),
        group.orders(),
        fixes);
  }
}
