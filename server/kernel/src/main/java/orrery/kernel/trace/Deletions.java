package orrery.kernel.trace;

import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.hibernate.action.internal.EntityDeleteAction;
import org.hibernate.engine.spi.ActionQueue;
import org.jspecify.annotations.Nullable;

/**
 * The deletes of a flush in the order in which they are carried out. Hibernate announces a delete
 * without saying of what, and a listener for deletes would make it load what it deletes; so its
 * queue is read.
 */
final class Deletions {

  private static final @Nullable Field ORPHANS = field("orphanRemovals");
  private static final @Nullable Field REMOVED = field("deletions");

  private final ActionQueue queue;
  private final Deque<EntityDeleteAction> next = new ArrayDeque<>();

  Deletions(ActionQueue queue) {
    this.queue = queue;
  }

  /** The one that is about to be carried out, if that can be told. */
  Optional<EntityDeleteAction> next() {
    if (next.isEmpty()) {
      take(ORPHANS);
    }
    if (next.isEmpty()) {
      take(REMOVED);
    }
    return Optional.ofNullable(next.poll());
  }

  /** Each list is emptied by Hibernate when it is done. */
  private void take(@Nullable Field list) {
    try {
      if (list != null && list.get(queue) instanceof Iterable<?> actions) {
        for (Object action : actions) {
          if (action instanceof EntityDeleteAction delete && !delete.isCascadeDeleteEnabled()) {
            next.add(delete);
          }
        }
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Null where a newer Hibernate has another: the trace then says less. */
  private static @Nullable Field field(String name) {
    try {
      Field field = ActionQueue.class.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      return null;
    }
  }
}
