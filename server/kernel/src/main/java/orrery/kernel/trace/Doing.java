package orrery.kernel.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.event.spi.LockEvent;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.RefreshEvent;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate is busy with on this thread, read from its own events without touching the
 * entities they carry.
 *
 * @param entity simple name
 * @param id as text; null if unknown or not of a basic type
 */
record Doing(
    Topic topic, @Nullable String entity, @Nullable String attribute, @Nullable String id) {

  enum Topic {
    COLLECTION,
    /** A proxy gets its entity. */
    PROXY,
    /** An entity is loaded since the mapping wants it at once. */
    EAGER,
    LOAD,
    REFRESH,
    LOCK,
    OTHER
  }

  private static final ThreadLocal<Deque<Doing>> STACK = ThreadLocal.withInitial(ArrayDeque::new);
  private static final ThreadLocal<@Nullable Doing> WRITING = new ThreadLocal<>();

  /** {@code Author 1}. */
  String entityAndId() {
    String name = entity == null ? "an entity" : entity;
    return id == null ? name : name + " " + id;
  }

  /** {@code Author 1}. */
  static String entityAndId(String entityName, @Nullable Object id) {
    return of(Topic.OTHER, entityName, id).entityAndId();
  }

  static void begin(Doing doing) {
    STACK.get().push(doing);
  }

  static void end() {
    Deque<Doing> stack = STACK.get();
    stack.pop();
    if (stack.isEmpty()) {
      STACK.remove();
      WRITING.remove();
    }
  }

  /** The innermost event that is being handled. */
  static @Nullable Doing now() {
    return STACK.get().peek();
  }

  /** The row of which entity is being written, as long as that is certain. */
  static @Nullable Doing writing() {
    return WRITING.get();
  }

  static void writes(String entityName, @Nullable Object id) {
    WRITING.set(of(Topic.OTHER, entityName, id));
  }

  /** Rows of a collection are being written. */
  static void writesRows(CollectionPersister persister, @Nullable Object ownerId) {
    WRITING.set(new Doing(Topic.OTHER, owner(persister), attribute(persister), idText(ownerId)));
  }

  static void wrote() {
    WRITING.remove();
  }

  /**
   * What an event of Hibernate is about.
   *
   * @param type of the load, for a {@link LoadEvent}
   */
  static Doing of(Object event, @Nullable Object type) {
    if (event instanceof InitializeCollectionEvent init) {
      return collection(init);
    }
    if (event instanceof LoadEvent load) {
      return of(topic(type), load.getEntityClassName(), load.getEntityId());
    }
    if (event instanceof RefreshEvent refresh) {
      return known(Topic.REFRESH, refresh.getObject(), refresh.getSession());
    }
    if (event instanceof LockEvent lock) {
      return known(Topic.LOCK, lock.getObject(), lock.getSession());
    }
    if (event instanceof PersistEvent persist) {
      return of(Topic.OTHER, entityName(persist.getObject()), null);
    }
    if (event instanceof MergeEvent merge) {
      return of(Topic.OTHER, entityName(merge.getOriginal()), null);
    }
    return of(Topic.OTHER, null, null);
  }

  private static Doing of(Topic topic, @Nullable String entityName, @Nullable Object id) {
    String entity = entityName == null ? null : Text.simpleName(entityName);
    return new Doing(topic, entity, null, idText(id));
  }

  static @Nullable String idText(@Nullable Object id) {
    String text = id == null ? null : Text.of(id);
    return text == null ? null : Text.shortened(text, Trace.limits().bindChars());
  }

  private static Topic topic(@Nullable Object loadType) {
    if (loadType == LoadEventListener.IMMEDIATE_LOAD) {
      return Topic.PROXY;
    }
    boolean internal =
        loadType == LoadEventListener.INTERNAL_LOAD_EAGER
            || loadType == LoadEventListener.INTERNAL_LOAD_LAZY
            || loadType == LoadEventListener.INTERNAL_LOAD_NULLABLE;
    return internal ? Topic.EAGER : Topic.LOAD;
  }

  private static Doing collection(InitializeCollectionEvent event) {
    PersistentCollection<?> collection = event.getCollection();
    CollectionPersister persister = event.getCollectionPersister();
    if (persister == null) {
      return of(Topic.COLLECTION, event.getAffectedOwnerEntityName(), collection.getKey());
    }
    return new Doing(
        Topic.COLLECTION, owner(persister), attribute(persister), idText(collection.getKey()));
  }

  /** Simple name of the entity that has the collection. */
  static String owner(CollectionPersister persister) {
    return Text.simpleName(persister.getOwnerEntityPersister().getEntityName());
  }

  static String attribute(CollectionPersister persister) {
    String owner = persister.getOwnerEntityPersister().getEntityName();
    String role = persister.getRole();
    return role.substring(role.startsWith(owner + ".") ? owner.length() + 1 : 0);
  }

  private static Doing known(Topic topic, @Nullable Object entity, EventSource session) {
    LazyInitializer proxy = HibernateProxy.extractLazyInitializer(entity);
    if (proxy != null) {
      return of(topic, proxy.getEntityName(), proxy.getInternalIdentifier());
    }
    EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
    return entry == null
        ? of(topic, entityName(entity), null)
        : of(topic, entry.getEntityName(), entry.getId());
  }

  private static @Nullable String entityName(@Nullable Object entity) {
    LazyInitializer proxy = HibernateProxy.extractLazyInitializer(entity);
    if (proxy != null) {
      return proxy.getEntityName();
    }
    return entity == null ? null : entity.getClass().getName();
  }
}
