package orrery.kernel.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Deed;
import orrery.kernel.protocol.Event.Work;

/**
 * A flush that is going on on this thread, or an automatic one that is only being considered.
 * Gathers what it finds and does, as Hibernate's own events tell it, and is told when it is over.
 * Where no run is on, or nothing is to be inspected, there is none.
 */
public final class Flushing {

  /** Pieces of work that a flush tells. */
  static final int MOST_WORK = 50;

  private static final ThreadLocal<@Nullable Flushing> CURRENT = new ThreadLocal<>();

  private final Run run;
  private final FlushEvent event;
  private final @Nullable Flushing outer;
  private final long order;
  private final Deletions deletions;
  private final List<Work> work = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();
  private int session;
  private long leftOut;
  private @Nullable Waited waited;
  private @Nullable Origin origin;

  /** What made an automatic flush necessary: a piece of work on a table that the query reads. */
  record Waited(Work work, String table) {}

  private Flushing(Run run, FlushEvent event, @Nullable Flushing outer) {
    this.run = run;
    this.event = event;
    this.outer = outer;
    this.order = run.place();
    this.deletions = new Deletions(event.getSession().getActionQueue());
  }

  /** Hibernate begins to handle a flush. */
  static void begin(FlushEvent event) {
    Run run = Trace.run();
    if (run != null && run.inspected()) {
      CURRENT.set(new Flushing(run, event, CURRENT.get()));
    }
  }

  /** It has handled it, well or not. */
  static void end(FlushEvent event, boolean failed) {
    Flushing current = CURRENT.get();
    if (current != null && current.event == event) {
      CURRENT.set(current.outer);
      current.tell(failed);
    }
  }

  /** The line of the running cell that led to the flush which ends; 0 if no run is on. */
  public static int line() {
    Flushing current = CURRENT.get();
    return current == null ? Trace.line() : current.origin().line();
  }

  /** Found once for a flush: a walk through the stack takes longer than most of the rest. */
  private Origin origin() {
    Origin known = origin == null ? Origin.here(run) : origin;
    origin = known;
    return known;
  }

  /** The Session that flushes has this number. */
  public static void by(int session) {
    Flushing current = CURRENT.get();
    if (current != null) {
      current.session = session;
    }
  }

  /**
   * An entity was compared with what was loaded.
   *
   * @param changed its attributes that differ, by their places; null if none does
   */
  public static void compared(EntityEntry entry, int @Nullable [] changed) {
    Flushing current = CURRENT.get();
    if (current != null
        && changed != null
        && changed.length > 0
        && entry.getStatus() == Status.MANAGED) {
      current.changed(entry);
    }
  }

  private void changed(EntityEntry entry) {
    if (changed.size() < MOST_WORK) {
      changed.add(Doing.entityAndId(entry.getEntityName(), entry.getId()));
    }
  }

  /** The row of an entity is about to be deleted; which one, Hibernate does not say. */
  public static void deleting() {
    Flushing current = CURRENT.get();
    if (current != null) {
      current.deletions.next().ifPresent(next -> Doing.writes(next.getEntityName(), next.getId()));
    }
  }

  /** The row of an entity was handed to JDBC. */
  public static void did(Deed deed, String entityName, @Nullable Object id, boolean well) {
    Doing.wrote();
    Flushing current = CURRENT.get();
    if (current != null && well) {
      EntityPersister persister = current.mapping().getEntityDescriptor(entityName);
      Work work = new Work(deed, Text.simpleName(entityName), Doing.idText(id), null);
      current.add(work, persister.getQuerySpaces());
    }
  }

  /** The rows of a collection were handed to JDBC. */
  public static void didCollection(Deed deed, String role, @Nullable Object id, boolean well) {
    Doing.wrote();
    Flushing current = CURRENT.get();
    if (current != null && well) {
      CollectionPersister persister = current.mapping().getCollectionDescriptor(role);
      // The other side has the rows; Hibernate goes through the motions.
      if (!persister.isInverse()) {
        current.add(
            new Work(deed, Doing.owner(persister), Doing.idText(id), Doing.attribute(persister)),
            persister.getCollectionSpaces());
      }
    }
  }

  private MappingMetamodel mapping() {
    return event.getSession().getFactory().getMappingMetamodel();
  }

  private void add(Work piece, Object[] tables) {
    if (waited == null && event instanceof AutoFlushEvent auto && auto.getQuerySpaces() != null) {
      waited = waited(piece, tables, auto.getQuerySpaces());
    }
    if (work.size() < MOST_WORK) {
      work.add(piece);
    } else {
      leftOut++;
    }
  }

  private static @Nullable Waited waited(Work piece, Object[] tables, Set<String> read) {
    for (Object table : tables) {
      if (table instanceof String name && read.contains(name)) {
        return new Waited(piece, name);
      }
    }
    return null;
  }

  private void tell(boolean failed) {
    int checked = event.getNumberOfEntitiesProcessed();
    boolean quiet = work.isEmpty() && !failed;
    if (order == 0 || quiet && checked == 0 && event instanceof AutoFlushEvent) {
      return;
    }
    Origin origin = origin();
    Cause.Kind kind = kind(origin);
    if (quiet && checked == 0 && kind == Cause.Kind.FLUSH_COMMIT) {
      return;
    }
    String words = new FlushWords(kind, event, origin.call()).of(work, waited, changed, failed);
    run.flushed(
        new Event.Flush(
            run.number(),
            run.cell(),
            origin.line(),
            order,
            Math.max(order, run.last()),
            session,
            kind,
            words,
            checked,
            List.copyOf(work),
            leftOut));
  }

  private Cause.Kind kind(Origin origin) {
    if (event instanceof AutoFlushEvent
        || origin.has(Signal.QUERY)
        || origin.has(Signal.NATIVE)
        || origin.has(Signal.PROCEDURE)) {
      return Cause.Kind.FLUSH_AUTO;
    }
    return origin.has(Signal.COMMIT) ? Cause.Kind.FLUSH_COMMIT : Cause.Kind.FLUSH_EXPLICIT;
  }
}
