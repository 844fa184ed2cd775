package orrery.kernel.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.SessionContents;
import orrery.kernel.protocol.SessionContents.Entity;
import orrery.kernel.protocol.SessionContents.Pending;
import orrery.kernel.protocol.SessionContents.State;
import orrery.kernel.trace.Text;

/** Reads one Session. Without streams: most of it runs in a kernel that has not compiled them. */
final class Contents {

  private static final Pending NOTHING = new Pending(0, 0, 0);

  /** Further variables of one entity. */
  private static final int ALIASES = 5;

  private final SessionImplementor session;
  private final PersistenceContext context;
  private final Names names;
  private final Room room;
  private final Words words;

  /**
   * @param names of entities and Sessions
   */
  Contents(SessionImplementor session, Names names, Room room) {
    this.session = session;
    this.context = session.getPersistenceContextInternal();
    this.names = names;
    this.room = room;
    this.words = new Words(context);
  }

  /**
   * Of a Session that is open.
   *
   * @param candidates entities that variables refer to, of which some may be transient
   */
  SessionContents open(Watched watched, List<Object> candidates) {
    return open(watched, held(), candidates);
  }

  /**
   * Of a Session that is open.
   *
   * @param held what it holds
   * @param candidates as above
   */
  SessionContents open(Watched watched, List<Held> held, List<Object> candidates) {
    List<Object> proxies = proxies();
    int all = held.size() + proxies.size();
    List<Entity> told = new ArrayList<>();
    for (Held one : all > room.entities() ? loudFirst(held) : held) {
      if (hasRoom(told)) {
        told.add(entity(one));
      }
    }
    tell(proxies, State.MANAGED, told);
    all += outside(watched, candidates, told);
    return new SessionContents(
        watched.number(),
        names.firstOf(session),
        true,
        session.isTransactionInProgress(),
        pending(held),
        told,
        all - told.size());
  }

  /** Not all of them will be told. */
  private static List<Held> loudFirst(List<Held> held) {
    List<Held> loud = new ArrayList<>();
    List<Held> quiet = new ArrayList<>();
    for (Held one : held) {
      (one.isQuiet() ? quiet : loud).add(one);
    }
    loud.addAll(quiet);
    return loud;
  }

  /** Of a Session that is closing or has closed: names and ids of what it lets go. */
  SessionContents detached(Watched watched) {
    String now = names.firstOf(session);
    String variable = now == null ? watched.variable() : now;
    List<Held> held = held();
    List<Object> proxies = proxies();
    List<Entity> told = new ArrayList<>();
    for (Held one : held) {
      if (hasRoom(told)) {
        told.add(detached(one));
      }
    }
    tell(proxies, State.DETACHED, told);
    int leftOut = held.size() + proxies.size() - told.size();
    return new SessionContents(watched.number(), variable, false, false, NOTHING, told, leftOut);
  }

  private void tell(List<Object> proxies, State state, List<Entity> told) {
    for (Object proxy : proxies) {
      if (hasRoom(told)) {
        told.add(proxy(proxy, state));
      }
    }
  }

  /**
   * Tells what belongs to the Session's world and is not in it, as far as there is room.
   *
   * @return how many there are
   */
  private int outside(Watched watched, List<Object> candidates, List<Entity> told) {
    List<Entity> outside = new ArrayList<>();
    for (LetGo.Gone one : watched.letGo().without(context)) {
      outside.add(bare(one.name(), one.id(), one.entity(), State.DETACHED));
    }
    for (Object candidate : candidates) {
      EntityPersister persister = Transient.persister(candidate, session);
      if (persister != null) {
        String name = Text.simpleName(persister.getEntityName());
        outside.add(bare(name, "", candidate, State.TRANSIENT));
      }
    }
    for (Entity one : outside) {
      if (hasRoom(told)) {
        told.add(one);
      }
    }
    return outside.size();
  }

  private boolean hasRoom(List<Entity> told) {
    return told.size() < room.entities() && room.isLeft();
  }

  private List<Held> held() {
    List<Held> held = new ArrayList<>();
    for (Map.Entry<Object, EntityEntry> entry : context.reentrantSafeEntityEntries()) {
      if (entry.getValue().getStatus() != Status.GONE) {
        held.add(Held.of(entry.getKey(), entry.getValue()));
      }
    }
    return held;
  }

  /** Those that stand for an entity which is not there yet. */
  private List<Object> proxies() {
    Map<EntityKey, EntityHolder> holders = context.getEntityHoldersByKey();
    if (holders == null) {
      // Nothing was ever put there.
      return List.of();
    }
    List<Object> proxies = new ArrayList<>();
    for (EntityHolder holder : holders.values()) {
      if (holder.getEntity() == null && holder.getProxy() instanceof HibernateProxy proxy) {
        proxies.add(proxy);
      }
    }
    return proxies;
  }

  private Pending pending(List<Held> held) {
    ActionQueue queue = session.getActionQueue();
    int updates = 0;
    for (Held one : held) {
      updates += one.isChanged() ? 1 : 0;
    }
    return new Pending(queue.numberOfInsertions(), updates, queue.numberOfDeletions());
  }

  private Entity entity(Held held) {
    List<Held.Attribute> all = held.changedFirst(room.attributes());
    List<SessionContents.Attribute> told = new ArrayList<>();
    for (Held.Attribute one : all.subList(0, Math.min(room.attributes(), all.size()))) {
      told.add(attribute(one));
    }
    return new Entity(
        room.take(words.name(held.entry())),
        room.take(Words.idText(held.entry().getId())),
        names.firstOf(held.entity()),
        aliases(held.entity()),
        held.state(),
        false,
        told,
        held.attributes().size() - told.size());
  }

  private SessionContents.Attribute attribute(Held.Attribute attribute) {
    return new SessionContents.Attribute(
        room.take(attribute.name()),
        room.take(words.of(attribute.type(), attribute.value())),
        attribute.changed() ? room.take(words.before(attribute)) : null);
  }

  private Entity proxy(Object proxy, State state) {
    return bare(words.name(proxy), words.id(proxy), proxy, state);
  }

  private Entity detached(Held held) {
    EntityEntry entry = held.entry();
    return bare(words.name(entry), Words.idText(entry.getId()), held.entity(), State.DETACHED);
  }

  private Entity bare(String name, String id, @Nullable Object object, State state) {
    return new Entity(
        room.take(name),
        room.take(id),
        object == null ? null : names.firstOf(object),
        object == null ? List.of() : aliases(object),
        state,
        object instanceof HibernateProxy proxy
            && proxy.getHibernateLazyInitializer().isUninitialized(),
        List.of(),
        0);
  }

  private List<String> aliases(Object object) {
    List<String> all = names.of(object);
    return all.size() < 2
        ? List.of()
        : List.copyOf(all.subList(1, Math.min(1 + ALIASES, all.size())));
  }
}
