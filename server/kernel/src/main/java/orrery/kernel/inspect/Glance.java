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

  /** An entity, with its entry: Hibernate parts them when the Session lets it go. */
  record Seen(
      Object entity,
      EntityEntry entry,
      Status status,
      @Nullable Object @Nullable [] loaded,
      @Nullable Object[] marks) {

    private static Seen of(ManagedEntity managed) {
      Object entity = managed.$$_hibernate_getEntityInstance();
      EntityEntry entry = managed.$$_hibernate_getEntityEntry();
      return new Seen(
          entity, entry, entry.getStatus(), entry.getLoadedState(), marks(entity, entry));
    }

    private boolean isStill() {
      return entry.getStatus() == status && entry.getLoadedState() == loaded && areStill();
    }

    /** Compared one by one: at most lines nothing has changed, and nothing need be made. */
    private boolean areStill() {
      EntityPersister persister = entry.getPersister();
      for (int i = 0; i < marks.length; i++) {
        Object value = Held.value(persister, i, entity);
        if (!Mark.isStill(marks[i], persister.getPropertyTypes()[i], value)) {
          return false;
        }
      }
      return true;
    }

    private static @Nullable Object[] marks(Object entity, EntityEntry entry) {
      EntityPersister persister = entry.getPersister();
      @Nullable Object[] marks = new @Nullable Object[persister.getPropertyTypes().length];
      for (int i = 0; i < marks.length; i++) {
        marks[i] = Mark.of(persister.getPropertyTypes()[i], Held.value(persister, i, entity));
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
   * @param candidates entities that variables refer to, held or not
   */
  Glance(SessionImplementor session, List<Object> candidates) {
    PersistenceContext context = session.getPersistenceContextInternal();
    this.managed = context.reentrantSafeManagedEntities();
    this.seen = new Seen[Math.min(ENTITIES, managed.length)];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = Seen.of(managed[i]);
    }
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

  /** Whether the Session holds what it did. */
  boolean isStill(SessionImplementor session, List<Object> candidates) {
    PersistenceContext context = session.getPersistenceContextInternal();
    ActionQueue queue = session.getActionQueue();
    // Hibernate makes a new array when an entity has come or gone.
    if (context.reentrantSafeManagedEntities() != managed
        || holders(context) != holders
        || queue.numberOfInsertions() != insertions
        || queue.numberOfDeletions() != deletions
        || session.isTransactionInProgress() != inTransaction
        || this.candidates != candidates) {
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
      if (entry.getStatus() != Status.GONE && context.getEntry(one.entity()) == null) {
        String name = Text.simpleName(entry.getEntityName());
        to.add(one.entity(), name, Words.idText(entry.getId()));
      }
    }
  }

  private static int holders(PersistenceContext context) {
    var all = context.getEntityHoldersByKey();
    return all == null ? 0 : all.size();
  }
}
