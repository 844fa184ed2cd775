package orrery.kernel.find;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;

/**
 * A query that fetches two collections side by side: each element of one with each of the other.
 */
final class Product {

  private Product() {}

  static Optional<Event.Finding> in(Cell cell, Group group, Products products) {
    Asked asked = group.asked();
    Map<String, Long> sizes = asked == null ? null : products.of(asked);
    if (asked == null || sizes == null) {
      return Optional.empty();
    }
    long rows = group.kept().get(0).rows();
    long elements = sizes.values().stream().mapToLong(size -> size).sum();
    boolean each = sizes.values().stream().allMatch(size -> size > 1);
    return each && rows > elements
        ? Optional.of(finding(cell, group, asked, sizes, rows))
        : Optional.empty();
  }

  private static Event.Finding finding(
      Cell cell, Group group, Asked asked, Map<String, Long> sizes, long rows) {
    String names = String.join(" and ", sizes.keySet());
    String counts =
        sizes.entrySet().stream()
            .map(size -> "%,d %s".formatted(size.getValue(), last(size.getKey())))
            .collect(Collectors.joining(" and "));
    String words =
        "%s fetched %s in one query, so the database paired each with each: %,d rows came for %s."
            .formatted(Single.at(group.line()), names, rows, counts);
    return new Event.Finding(
        cell.run(),
        cell.name(),
        group.line(),
        Event.Pattern.CARTESIAN_PRODUCT,
        words,
        rows,
        asked.root() == null ? null : Association.name(asked.root()),
        last(sizes.keySet().iterator().next()),
        group.orders(),
        fixes(cell, group, asked, List.copyOf(sizes.keySet())));
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static List<Event.Fix> fixes(Cell cell, Group group, Asked asked, List<String> fetched) {
    String second = last(fetched.get(fetched.size() - 1));
    Association left = asked.association(second).orElse(null);
    String hql = left == null ? null : Hql.withoutFetch(asked.hql(), left);
    QuerySite site = QuerySite.of(cell, asked.hql(), group.line());
    @Nullable String source =
        hql == null || site == null || !Hql.compiles(asked, hql)
            ? null
            : site.with(hql, site.receiver() + Repairs.SUBSELECT);
    return List.of(
        new Event.Fix(
            "subselect for one of them",
            "The query fetches one collection; one more statement brings the other for all owners.",
            (hql == null ? "" : hql + "\n") + "session" + Repairs.SUBSELECT,
            source));
  }
}
