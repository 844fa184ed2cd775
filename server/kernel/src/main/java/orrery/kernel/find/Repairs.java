package orrery.kernel.find;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;

/** Ways to fetch an association that fit its mapping, as code. */
final class Repairs {

  static final String SUBSELECT = ".setSubselectFetchingEnabled(true);";

  static final int SIZE = 16;
  static final String BATCH = ".setFetchBatchSize(" + SIZE + ");";

  private final Cell cell;
  private final Asked asked;
  private final Association association;
  private final @Nullable QuerySite site;

  /**
   * @param line that ran the query, in {@code cell}
   */
  Repairs(Cell cell, Asked asked, int line, Association association) {
    this.cell = cell;
    this.asked = asked;
    this.association = association;
    this.site = QuerySite.of(cell, asked.hql(), line);
  }

  static List<Event.Fix> of(Cell cell, Single single) {
    Asked asked = single.query().asked();
    if (asked == null || asked.stateless()) {
      return List.of();
    }
    Repairs repairs = new Repairs(cell, asked, single.query().line(), single.association());
    List<Event.Fix> fixes = new ArrayList<>();
    if (single.direct()) {
      repairs.addJoin(fixes);
      repairs.addGraph(fixes);
    }
    if (!single.eager()) {
      repairs.addBatch(fixes);
      if (single.association().plural() && !single.query().isStreamed()) {
        repairs.addSubselect(fixes);
      }
    }
    return List.copyOf(fixes);
  }

  /** A page is cut from owners; their collections come after that. */
  static List<Event.Fix> paged(Cell cell, Asked asked, int line, Association association) {
    String bare = Hql.withoutFetch(asked.hql(), association);
    Repairs repairs = new Repairs(cell, asked, line, association);
    QuerySite site = repairs.site;
    boolean possible = bare != null && site != null && Hql.compiles(asked, bare);
    return List.of(
        new Event.Fix(
            "batch",
            "The database cuts the page; one more statement brings the collections of what is on it.",
            "session" + BATCH + (bare == null ? "" : "\n" + bare),
            possible && site != null && site.isOfSession() && bare != null
                ? site.with(bare, site.receiver() + BATCH)
                : null));
  }

  static List<Event.Fix> lazy(Association association) {
    return List.of(
        new Event.Fix(
            "lazy",
            "Loads it when it is first touched, and not before.",
            "@ManyToOne(fetch = FetchType.LAZY)\n… " + association.attribute() + ";",
            null));
  }

  private void addJoin(List<Event.Fix> fixes) {
    String hql = joined();
    if (hql != null) {
      fixes.add(
          new Event.Fix(
              Fetching.JOIN,
              "One statement reads both tables.",
              hql,
              site == null ? null : site.with(hql)));
    }
  }

  private void addGraph(List<Event.Fix> fixes) {
    if (asked.limited() && association.plural()) {
      return;
    }
    String code =
        String.join(
                "\n",
                QuerySite.graph("session", association.owner(), association.attribute(), "graph"))
            + "\nsession.createSelectionQuery(…, graph)";
    fixes.add(
        new Event.Fix(
            Fetching.GRAPH,
            "The same join, and the text of the query stays as it is.",
            code,
            source(Fetching.GRAPH)));
  }

  private void addBatch(List<Event.Fix> fixes) {
    fixes.add(
        new Event.Fix(
            Fetching.BATCH,
            "A load brings up to %d of them, by a list of keys. For good: @BatchSize(size = %d) %s."
                .formatted(
                    SIZE,
                    SIZE,
                    association.plural() ? "at the collection" : "at the class that it leads to"),
            "session" + BATCH,
            source(Fetching.BATCH)));
  }

  private void addSubselect(List<Event.Fix> fixes) {
    fixes.add(
        new Event.Fix(
            Fetching.SUBSELECT,
            "The first load brings all of them: it runs the query again, inside its own. For good: @Fetch(FetchMode.SUBSELECT).",
            "session" + SUBSELECT,
            source(Fetching.SUBSELECT)));
  }

  private @Nullable String joined() {
    boolean paged = asked.limited() && association.plural();
    String hql = paged ? null : Hql.withFetch(asked, association);
    return hql != null && Hql.compiles(asked, hql) ? hql : null;
  }

  /** The cell's source with its query fetching that way, lazily as it is now; null if unknown. */
  @Nullable String source(String strategy) {
    if (site == null) {
      return null;
    }
    return switch (strategy) {
      case Fetching.LAZY -> cell.source();
      case Fetching.JOIN -> {
        String hql = joined();
        yield hql == null ? null : site.with(hql);
      }
      case Fetching.GRAPH -> site.withGraph(association.owner(), association.attribute());
      case Fetching.BATCH -> prepared(site, BATCH);
      case Fetching.SUBSELECT -> association.plural() ? prepared(site, SUBSELECT) : null;
      default -> throw new IllegalArgumentException(strategy);
    };
  }

  private @Nullable String prepared(QuerySite site, String call) {
    return site.isOfSession() ? site.with(asked.hql(), site.receiver() + call) : null;
  }
}
