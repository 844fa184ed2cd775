package orrery.kernel.inspect;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Text;
import orrery.kernel.trace.Trace;

/**
 * Where Sessions closed, and what each left behind without having loaded it: what an exception of
 * later can't tell. Called from any thread.
 */
public final class Closings {

  /** Collections and proxies that are remembered; of one Session, a tenth of it. */
  private static final int MOST = 2_000;

  /** Closings of one run whose place is read from the stack, which takes a while. */
  private static final int MOST_OF_RUN = 50;

  private static final AtomicInteger LEFT_IN_RUN = new AtomicInteger();
  private static final Map<Session, Trace.Place> PLACES = new WeakHashMap<>();
  private static final Map<String, Trace.Place> LEFT = new LinkedHashMap<>();

  private Closings() {}

  /** Where a Session closed; null if it is open, or that is not known. */
  public static Trace.@Nullable Place of(Session session) {
    synchronized (PLACES) {
      return PLACES.get(session);
    }
  }

  /**
   * Where the Session closed that last left a collection or proxy behind.
   *
   * @param name the collection's role, or the entity's full name
   * @param id text of the entity's id
   * @return null if none did, or it is long ago
   */
  public static Trace.@Nullable Place of(String name, String id) {
    synchronized (LEFT) {
      return LEFT.get(key(name, id));
    }
  }

  /** A run begins. */
  static void begin() {
    LEFT_IN_RUN.set(MOST_OF_RUN);
  }

  static void forgetAll() {
    synchronized (PLACES) {
      PLACES.clear();
    }
    synchronized (LEFT) {
      LEFT.clear();
    }
  }

  /** Where the call comes from that closes a Session; null if that is not to be remembered. */
  static Trace.@Nullable Place place() {
    return LEFT_IN_RUN.getAndDecrement() > 0 ? Trace.here() : null;
  }

  /** A Session closes there, and still holds what it held. */
  static void closing(SessionImplementor session, Trace.Place place) {
    synchronized (PLACES) {
      PLACES.put(session, place);
    }
    Leaving leaving = new Leaving(place);
    PersistenceContext context = session.getPersistenceContextInternal();
    context.forEachCollectionEntry(leaving::collection, false);
    Map<?, EntityHolder> holders = context.getEntityHoldersByKey();
    if (holders != null) {
      leaving.holders(holders.values());
    }
  }

  private static String key(String name, Object id) {
    return name + "#" + id;
  }

  /** What one Session leaves behind. */
  private static final class Leaving {
    private final Trace.Place place;
    private int room = MOST / 10;

    Leaving(Trace.Place place) {
      this.place = place;
    }

    void collection(PersistentCollection<?> collection, CollectionEntry entry) {
      CollectionPersister persister = entry.getLoadedPersister();
      if (persister != null && !collection.wasInitialized()) {
        put(persister.getRole(), entry.getLoadedKey());
      }
    }

    void holders(Collection<EntityHolder> holders) {
      int most = MOST;
      for (EntityHolder holder : holders) {
        if (most-- == 0) {
          return;
        }
        holder(holder);
      }
    }

    private void holder(EntityHolder holder) {
      if (holder.getProxy() instanceof HibernateProxy proxy) {
        LazyInitializer initializer = proxy.getHibernateLazyInitializer();
        if (initializer.isUninitialized()) {
          put(initializer.getEntityName(), initializer.getInternalIdentifier());
        }
      }
    }

    private void put(String name, @Nullable Object id) {
      if (id == null || !Text.isBasic(id) || --room < 0) {
        return;
      }
      String key = key(name, id);
      synchronized (LEFT) {
        LEFT.remove(key);
        LEFT.put(key, place);
        if (LEFT.size() > MOST) {
          LEFT.remove(LEFT.keySet().iterator().next());
        }
      }
    }
  }
}
