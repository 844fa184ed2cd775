package orrery.kernel.find;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import orrery.kernel.protocol.Event;

/**
 * A query that wants a page and fetches a collection, and whose SQL has no limit. Hibernate puts
 * the limit into a subquery about the owners; where it can't, as in an order by what is fetched, it
 * reads on until the page is full and cuts it in memory (it logs HHH90003004).
 */
final class Paging {

  private static final Pattern LIMIT =
      Pattern.compile(
          "\\b(?:fetch\\s+(?:first|next)|limit|offset|top|rownum)\\b", CASE_INSENSITIVE);

  private Paging() {}

  static Optional<Event.Finding> in(Cell cell, Group group) {
    Asked asked = group.asked();
    if (asked == null || !asked.limited() || LIMIT.matcher(group.key().sql()).find()) {
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
        "%s wanted a page, and fetched %s in the same query. No limit went to the database: a page is cut from owners, and its rows are not owners. Hibernate read %,d rows."
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
