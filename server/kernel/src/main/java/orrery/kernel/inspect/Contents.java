package orrery.kernel.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.SessionContents;
import orrery.kernel.protocol.SessionContents.Entity;
import orrery.kernel.protocol.SessionContents.Pending;
import orrery.kernel.protocol.SessionContents.State;

/** Reads one Session. */
final class Contents {

  private static final Pending NOTHING = new Pending(0, 0, 0);

  private final SessionImplementor session;
  private final PersistenceContext context;
  private final Map<Object, String> variables;
  private final Room room;
  private final Words words;

  /**
   * @param variables that refer to entities, by identity
   */
  Contents(SessionImplementor session, Map<Object, String> variables, Room room) {
    this.session = session;
    this.context = session.getPersistenceContextInternal();
    this.variables = variables;
    this.room = room;
    this.words = new Words(context);
  }

  /** Of a Session that is open. */
  SessionContents open(Watched watched) {
    List<Held> held = held();
    List<Object> proxies = proxies();
    int all = held.size() + proxies.size();
    if (all > Room.ENTITIES) {
      held.sort(Comparator.comparing(Held::isQuiet));
    }
    List<Entity> told = new ArrayList<>();
    held.stream().takeWhile(one -> hasRoom(told)).forEach(one -> told.add(entity(one)));
    proxies.stream()
        .takeWhile(one -> hasRoom(told))
        .forEach(one -> told.add(proxy(one, State.MANAGED)));
    return new SessionContents(
        watched.number(),
        watched.variable(),
        true,
        session.isTransactionInProgress(),
        pending(held),
        told,
        all - told.size());
  }

  /** Of a Session that is closing or has closed: names and ids of what it lets go. */
  SessionContents detached(Watched watched) {
    List<Held> held = held();
    List<Object> proxies = proxies();
    List<Entity> told = new ArrayList<>();
    held.stream().takeWhile(one -> hasRoom(told)).forEach(one -> told.add(detached(one)));
    proxies.stream()
        .takeWhile(one -> hasRoom(told))
        .forEach(one -> told.add(proxy(one, State.DETACHED)));
    int leftOut = held.size() + proxies.size() - told.size();
    return new SessionContents(
        watched.number(), watched.variable(), false, false, NOTHING, told, leftOut);
  }

  private boolean hasRoom(List<Entity> told) {
    return told.size() < Room.ENTITIES && room.isLeft();
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
    return holders.values().stream()
        .filter(holder -> holder.getEntity() == null)
        .map(EntityHolder::getProxy)
        .filter(HibernateProxy.class::isInstance)
        .toList();
  }

  private Pending pending(List<Held> held) {
    ActionQueue queue = session.getActionQueue();
    int updates = (int) held.stream().filter(Held::isChanged).count();
    return new Pending(queue.numberOfInsertions(), updates, queue.numberOfDeletions());
  }

  private Entity entity(Held held) {
    List<SessionContents.Attribute> told =
        held.changedFirst().stream().limit(Room.ATTRIBUTES).map(this::attribute).toList();
    return new Entity(
        room.take(words.name(held.entry())),
        room.take(words.idText(held.entry().getId())),
        variables.get(held.entity()),
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
    return bare(words.name(proxy), words.id(proxy), variables.get(proxy), state, true);
  }

  private Entity detached(Held held) {
    EntityEntry entry = held.entry();
    return bare(words.name(entry), words.idText(entry.getId()), null, State.DETACHED, false);
  }

  private Entity bare(
      String name, String id, @Nullable String variable, State state, boolean proxy) {
    return new Entity(room.take(name), room.take(id), variable, state, proxy, List.of(), 0);
  }
}
