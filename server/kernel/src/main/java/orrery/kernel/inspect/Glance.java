package orrery.kernel.inspect;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Text;

/**
 * A Session at a moment, as far as it takes to see later whether it still holds the same. Made and
 * compared without any text, since most lines change nothing.
 */
final class Glance {

  /** Entities whose values are compared; of further ones it is seen that they came or went. */
  static final int ENTITIES = 500;

  private static final Seen[] NONE = {};

  /** An entity, with its entry: Hibernate parts them when the Session lets it go. */
  private record Seen(
      Held held, Status status, @Nullable Object @Nullable [] loaded, @Nullable Object[] marks) {

    private static Seen of(Object entity, EntityEntry entry) {
      Held held = Held.of(entity, entry);
      return new Seen(held, entry.getStatus(), entry.getLoadedState(), marks(held.attributes()));
    }

    private EntityEntry entry() {
      return held.entry();
    }

    private boolean is(Object entity, EntityEntry entry) {
      return held.entity() == entity && held.entry() == entry;
    }

    private boolean isStill() {
      return entry().getStatus() == status && entry().getLoadedState() == loaded && areStill();
    }

    /** Compared one by one: at most lines nothing has changed, and nothing need be made. */
    private boolean areStill() {
      EntityPersister persister = entry().getPersister();
      for (int i = 0; i < marks.length; i++) {
        Held.Attribute attribute = held.attributes().get(i);
        Object value = Held.value(persister, attribute.index(), held.entity());
        if (!Mark.isStill(marks[i], attribute.type(), value)) {
          return false;
        }
      }
      return true;
    }

    private static @Nullable Object[] marks(List<Held.Attribute> attributes) {
      @Nullable Object[] marks = new @Nullable Object[attributes.size()];
      for (int i = 0; i < marks.length; i++) {
        Held.Attribute attribute = attributes.get(i);
        marks[i] = Mark.of(attribute.type(), attribute.value());
      }
      return marks;
    }
  }

  private final ManagedEntity[] managed;
  private final Seen[] seen;
  private final int holders;
  private final int insertions;
  private final int deletions;
  private final boolean inTransaction;
  private final List<Object> candidates;
  private final List<Object> transients;

  /**
   * The Session as it is now.
   *
   * @param before of the same Session; from it is taken what has not changed, and it is itself
   *     returned if nothing has
   * @param candidates entities that variables refer to, held or not
   */
  static Glance of(SessionImplementor session, @Nullable Glance before, List<Object> candidates) {
    if (before == null || !before.holdsStill(session, candidates)) {
      return new Glance(session, before, candidates);
    }
    boolean inTransaction = session.isTransactionInProgress();
    return inTransaction == before.inTransaction ? before : new Glance(before, inTransaction);
  }

  private Glance(Glance other, boolean inTransaction) {
    this.managed = other.managed;
    this.seen = other.seen;
    this.holders = other.holders;
    this.insertions = other.insertions;
    this.deletions = other.deletions;
    this.inTransaction = inTransaction;
    this.candidates = other.candidates;
    this.transients = other.transients;
  }

  private Glance(SessionImplementor session, @Nullable Glance before, List<Object> candidates) {
    PersistenceContext context = session.getPersistenceContextInternal();
    this.managed = context.reentrantSafeManagedEntities();
    this.seen = seen(managed, before == null ? NONE : before.seen);
    this.holders = holders(context);
    ActionQueue queue = session.getActionQueue();
    this.insertions = queue.numberOfInsertions();
    this.deletions = queue.numberOfDeletions();
    this.inTransaction = session.isTransactionInProgress();
    this.candidates = candidates;
    this.transients = new ArrayList<>();
    for (Object one : candidates) {
      if (!Sessions.hold(one)) {
        transients.add(one);
      }
    }
  }

  /** Both are in the order in which the entities came. */
  private static Seen[] seen(ManagedEntity[] managed, Seen[] before) {
    Seen[] seen = new Seen[Math.min(ENTITIES, managed.length)];
    int next = 0;
    for (int i = 0; i < seen.length; i++) {
      Object entity = managed[i].$$_hibernate_getEntityInstance();
      EntityEntry entry = managed[i].$$_hibernate_getEntityEntry();
      int at = next;
      while (at < before.length && !before[at].is(entity, entry)) {
        at++;
      }
      next = at < before.length ? at + 1 : next;
      boolean same = at < before.length && before[at].held().isSettled() && before[at].isStill();
      seen[i] = same ? before[at] : Seen.of(entity, entry);
    }
    return seen;
  }

  /** The entities that the Session holds. */
  List<Held> held() {
    List<Held> held = new ArrayList<>();
    for (int i = 0; i < managed.length; i++) {
      Held one = i < seen.length ? seen[i].held() : Held.of(managed[i]);
      if (one.entry().getStatus() != Status.GONE) {
        held.add(one);
      }
    }
    return held;
  }

  boolean isInTransaction() {
    return inTransaction;
  }

  /** Whether no more has changed than that a transaction has begun or ended. */
  boolean holdsAs(Glance other) {
    return seen == other.seen;
  }

  private boolean holdsStill(SessionImplementor session, List<Object> candidates) {
    PersistenceContext context = session.getPersistenceContextInternal();
    ActionQueue queue = session.getActionQueue();
    // Hibernate makes a new array when an entity has come or gone.
    if (context.reentrantSafeManagedEntities() != managed
        || holders(context) != holders
        || queue.numberOfInsertions() != insertions
        || queue.numberOfDeletions() != deletions
        || !Transient.areSame(this.candidates, candidates)) {
      return false;
    }
    for (Seen one : seen) {
      if (!one.isStill()) {
        return false;
      }
    }
    for (Object one : transients) {
      if (Sessions.hold(one)) {
        return false;
      }
    }
    return true;
  }

  /** Adds those that the Session has let go since, though their rows were not deleted. */
  void addDetached(SessionImplementor session, LetGo to) {
    PersistenceContext context = session.getPersistenceContextInternal();
    for (Seen one : seen) {
      EntityEntry entry = one.entry();
      if (entry.getStatus() != Status.GONE && context.getEntry(one.held().entity()) == null) {
        String name = Text.simpleName(entry.getEntityName());
        to.add(one.held().entity(), name, Words.idText(entry.getId()));
      }
    }
  }

  private static int holders(PersistenceContext context) {
    var all = context.getEntityHoldersByKey();
    return all == null ? 0 : all.size();
  }
}
