package orrery.kernel.trace;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.persister.collection.CollectionPersister;

/**
 * Listens to the events of every SessionFactory, since a stack has classes and methods but not the
 * entity, attribute and id concerned. Found by {@code META-INF/services}.
 *
 * <p>There is no listener for deletes: Hibernate loads before it deletes when it sees one, and to
 * watch must not change what is watched. {@link Flushing} finds them in another way.
 */
public final class ListenerTracing implements Integrator {

  private static final List<EventType<?>> SCOPED =
      List.of(
          EventType.LOAD,
          EventType.INIT_COLLECTION,
          EventType.REFRESH,
          EventType.LOCK,
          EventType.PERSIST,
          EventType.PERSIST_ONFLUSH,
          EventType.MERGE,
          EventType.FLUSH,
          EventType.AUTO_FLUSH);

  /** Called by the service loader. */
  public ListenerTracing() {}

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
    EventListenerRegistry registry = factory.getEventEngine().getListenerRegistry();
    SCOPED.forEach(type -> scope(registry.getEventListenerGroup(type)));
    writes(registry);
    collections(registry);
  }

  private static <T> void scope(EventListenerGroup<T> group) {
    List<T> listeners = new ArrayList<>();
    group.fireEventOnEachListener(listeners, (listener, all) -> all.add(listener));
    Class<T> type = group.getEventType().baseListenerInterface();
    Object scoped =
        Proxy.newProxyInstance(
            ListenerTracing.class.getClassLoader(),
            new Class<?>[] {type},
            new ScopedListeners(listeners));
    group.clearListeners();
    group.appendListener(type.cast(scoped));
  }

  private static void writes(EventListenerRegistry registry) {
    PreInsertEventListener insert =
        event -> {
          Doing.writes(event.getPersister().getEntityName(), event.getId());
          return false;
        };
    PreUpdateEventListener update =
        event -> {
          Doing.writes(event.getPersister().getEntityName(), event.getId());
          return false;
        };
    registry.appendListeners(EventType.PRE_INSERT, insert);
    registry.appendListeners(EventType.PRE_UPDATE, update);
    registry.prependListeners(EventType.POST_INSERT, new Written());
    registry.prependListeners(EventType.POST_UPDATE, new Written());
  }

  private static void collections(EventListenerRegistry registry) {
    PreCollectionRecreateEventListener recreate = ListenerTracing::writesRows;
    PreCollectionUpdateEventListener update = ListenerTracing::writesRows;
    PreCollectionRemoveEventListener remove = ListenerTracing::writesRows;
    registry.appendListeners(EventType.PRE_COLLECTION_RECREATE, recreate);
    registry.appendListeners(EventType.PRE_COLLECTION_UPDATE, update);
    registry.appendListeners(EventType.PRE_COLLECTION_REMOVE, remove);
  }

  private static void writesRows(AbstractCollectionEvent event) {
    CollectionPersister persister = event.getCollectionPersister();
    if (persister != null) {
      Doing.writesRows(persister, event.getAffectedOwnerIdOrNull());
    }
  }
}
