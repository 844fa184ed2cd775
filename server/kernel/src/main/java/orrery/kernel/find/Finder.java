package orrery.kernel.find;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.query.spi.SqmQuery;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;
import orrery.kernel.trace.Heard;
import orrery.kernel.trace.Watch;

/** Watches one run, and says at its end what it found. */
public final class Finder implements Watch {

  /** Queries whose fetching is known; a run with more makes up its queries' text. */
  private static final int QUERIES = 200;

  private final Cell cell;
  private final PrintStream log;
  private final Tally tally = new Tally();
  private final Products products = new Products();
  private final Map<String, Asked> queries = new ConcurrentHashMap<>();
  private final ThreadLocal<@Nullable Asked> asking = new ThreadLocal<>();

  /**
   * @param cell that is run
   * @param log takes what the server's operator should know
   */
  public Finder(Cell cell, PrintStream log) {
    this.cell = cell;
    this.log = log;
  }

  @Override
  public void querying(Object query) {
    asking.set(null);
    try {
      asking.set(asked(query));
    } catch (RuntimeException e) {
      // A query that can't be read is one of which nothing is found; the learner's own goes on.
      asking.set(null);
    }
  }

  private @Nullable Asked asked(Object query) {
    if (!(query instanceof SqmQuery<?> sqm)) {
      return null;
    }
    boolean graph = sqm.getQueryOptions().getAppliedGraph() != null;
    String key = graph + " " + sqm.getQueryOptions().hasLimit() + " " + sqm.getQueryString();
    Asked known = queries.get(key);
    if (known == null && queries.size() < QUERIES) {
      known = Asked.of(query);
      if (known != null) {
        queries.put(key, known);
        products.asking(query, known);
      }
    }
    return known;
  }

  @Override
  public void queried() {
    Asked asked = asking.get();
    if (asked != null) {
      products.asked(asked);
    }
    asking.remove();
  }

  @Override
  public void sent(Heard statement) {
    boolean ofQuery = statement.cause().kind() == Cause.Kind.QUERY;
    tally.add(statement, ofQuery ? asking.get() : null);
  }

  @Override
  public void began() {
    tally.began();
  }

  /** What is to be told when the run is over; a failure to find is logged only. */
  public List<Event> events() {
    if (tally.groups().isEmpty()) {
      return List.of();
    }
    List<Event> events = new ArrayList<>();
    Event.Folded folded = tally.folded(cell.run(), cell.name());
    if (folded != null) {
      events.add(folded);
    }
    try {
      Found found = new Found(cell, List.copyOf(tally.groups()));
      events.addAll(found.findings(products));
      found.strategies().ifPresent(events::add);
    } catch (RuntimeException | LinkageError e) {
      log.println("the trace could not be searched:");
      e.printStackTrace(log);
    }
    return events;
  }
}
