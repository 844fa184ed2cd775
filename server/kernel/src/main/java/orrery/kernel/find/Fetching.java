package orrery.kernel.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;
import orrery.kernel.trace.Heard;

/**
 * A query of the run that fetched an association in some way.
 *
 * @param now the way
 */
record Fetching(Group query, Association association, String now) {

  static final String LAZY = "lazy";
  static final String JOIN = "join fetch";
  static final String GRAPH = "entity graph";
  static final String BATCH = "batch";
  static final String SUBSELECT = "subselect";

  private static final List<String> ALL = List.of(LAZY, JOIN, GRAPH, BATCH, SUBSELECT);

  /** Those of a run, what was loaded one by one first. */
  static List<Fetching> in(List<Group> groups, Singles singles) {
    List<Fetching> all = new ArrayList<>();
    singles.repeated().stream()
        .filter(single -> single.direct() && !single.eager())
        .map(single -> new Fetching(single.query(), single.association(), LAZY))
        .forEach(all::add);
    for (Group query : groups) {
      Asked asked = query.asked();
      if (asked != null && asked.root() != null && !asked.stateless()) {
        ofQuery(groups, query, asked).forEach(all::add);
      }
    }
    return all;
  }

  private static Stream<Fetching> ofQuery(List<Group> groups, Group query, Asked asked) {
    Stream<Fetching> joined =
        asked.fetches().stream()
            .flatMap(fetched -> asked.association(fetched.attribute()).stream())
            .map(association -> new Fetching(query, association, JOIN));
    Stream<Fetching> graph =
        asked.graph().stream()
            .flatMap(attribute -> asked.association(attribute).stream())
            .map(association -> new Fetching(query, association, GRAPH));
    Stream<Fetching> later = groups.stream().flatMap(group -> later(query, asked, group).stream());
    return Stream.of(joined, graph, later).flatMap(each -> each);
  }

  /** Loaded for several owners together. */
  private static Optional<Fetching> later(Group query, Asked asked, Group group) {
    Cause cause = group.cause();
    boolean together = group.is(Cause.Kind.LAZY) && group.loading() != Heard.Loading.PLAIN;
    if (!together || cause.entity() == null || asked.root() == null) {
      return Optional.empty();
    }
    Optional<Association> association =
        cause.attribute() == null
            ? Association.to(asked.root(), cause.entity())
            : asked.finds(cause.entity()) ? asked.association(cause.attribute()) : Optional.empty();
    String way = group.loading() == Heard.Loading.BATCH ? BATCH : SUBSELECT;
    return association.map(found -> new Fetching(query, found, way));
  }

  /** Empty if the cell's source is not known to make the query, or there is no other way. */
  Optional<Event.Strategies> strategies(Cell cell) {
    Asked asked = query.asked();
    Cell lazy = asked == null ? null : lazily(cell, asked);
    if (asked == null || lazy == null) {
      return Optional.empty();
    }
    Repairs ways = new Repairs(lazy, lazyQuery(asked), query.line(), association);
    List<Event.Variant> variants = new ArrayList<>();
    variants.add(new Event.Variant(now, cell.source()));
    for (String way : ALL) {
      boolean possible = !way.equals(now) && !(way.equals(SUBSELECT) && query.isStreamed());
      String source = possible ? ways.source(way) : null;
      if (source != null && !source.equals(cell.source())) {
        variants.add(new Event.Variant(way, source));
      }
    }
    return variants.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Event.Strategies(
                cell.run(),
                cell.name(),
                query.line(),
                association.owner(),
                association.attribute(),
                now,
                List.copyOf(variants)));
  }

  private Asked lazyQuery(Asked asked) {
    String hql = now.equals(JOIN) ? Hql.withoutFetch(asked.hql(), association) : asked.hql();
    return asked.asking(hql == null ? asked.hql() : hql);
  }

  /** The cell as it would be if it fetched nothing beforehand; null if that can't be said. */
  private @Nullable Cell lazily(Cell cell, Asked asked) {
    QuerySite site = QuerySite.of(cell, asked.hql(), query.line());
    if (site == null) {
      return null;
    }
    return switch (now) {
      case JOIN -> {
        String hql = Hql.withoutFetch(asked.hql(), association);
        yield hql == null || !Hql.compiles(asked, hql) ? null : cell.with(site.with(hql));
      }
      case GRAPH -> {
        String graph = site.graph();
        yield graph == null
            ? null
            : cell.with(withoutGraph(site.withClass(association.owner()), graph));
      }
      case BATCH ->
          cell.with(
              cell.source().replaceAll("(?m)^[ \\t]*\\w+\\.setFetchBatchSize\\(\\d+\\);\\R", ""));
      case SUBSELECT ->
          cell.with(
              cell.source()
                  .replaceAll("(?m)^[ \\t]*\\w+\\.setSubselectFetchingEnabled\\(true\\);\\R", ""));
      default -> cell;
    };
  }

  /** Without the lines that make the graph. */
  private static String withoutGraph(String source, String graph) {
    return source.replaceAll(
        "(?m)^[ \\t]*(?:[\\w<>]+ )?" + graph + "(?:\\s*=|\\.)[^;\\n]*;[ \\t]*\\R", "");
  }
}
