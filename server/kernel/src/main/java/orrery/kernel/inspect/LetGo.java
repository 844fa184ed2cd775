package orrery.kernel.inspect;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.PersistenceContext;
import org.jspecify.annotations.Nullable;

/**
 * The entities that a Session held and let go while it stayed open: detached ones. Those of this
 * run are kept for it; later only those are of interest that a variable refers to, and it is the
 * variable that keeps them.
 */
final class LetGo {

  /** Of a Session; the latest are remembered. */
  private static final int MOST = 20;

  /** An entity that was let go. */
  record Gone(WeakReference<Object> reference, String name, String id) {

    @Nullable Object entity() {
      return reference.get();
    }
  }

  private final List<Gone> all = new ArrayList<>();
  private final List<Object> ofThisRun = new ArrayList<>();

  synchronized void add(Object entity, String name, String id) {
    ofThisRun.add(entity);
    all.add(new Gone(new WeakReference<>(entity), name, id));
    if (all.size() > MOST) {
      all.remove(0);
    }
    if (ofThisRun.size() > MOST) {
      ofThisRun.remove(0);
    }
  }

  /** Those that are still not in the Session. */
  synchronized List<Gone> without(PersistenceContext context) {
    if (all.isEmpty()) {
      return List.of();
    }
    all.removeIf(one -> one.entity() == null || context.getEntry(one.entity()) != null);
    return List.copyOf(all);
  }

  /** The run is over. */
  synchronized void keep(Names names) {
    ofThisRun.clear();
    if (all.isEmpty()) {
      return;
    }
    all.removeIf(one -> one.entity() == null || names.of(one.entity()).isEmpty());
  }
}
