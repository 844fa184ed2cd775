package orrery.kernel.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.Status;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.property.access.spi.Getter;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.SessionContents.State;
import orrery.kernel.trace.Text;

/**
 * An entity that a Session holds, as it is and as it was loaded. Hibernate's own search for changes
 * is not used: it may ask the database, and calls what the learner wrote.
 */
record Held(Object entity, EntityEntry entry, List<Attribute> attributes) {

  /**
   * An attribute of the entity.
   *
   * @param index as its persister counts
   * @param changed whether the next flush will find that it has
   */
  record Attribute(
      int index,
      String name,
      Type type,
      @Nullable Object value,
      @Nullable Object loaded,
      boolean changed) {

    /** Whether what its value holds within is looked at elsewhere, or cannot change. */
    private boolean isPlain() {
      return value == null || type.isCollectionType() || type.isEntityType() || Text.isBasic(value);
    }
  }

  static Held of(ManagedEntity managed) {
    return of(managed.$$_hibernate_getEntityInstance(), managed.$$_hibernate_getEntityEntry());
  }

  static Held of(Object entity, EntityEntry entry) {
    EntityPersister persister = entry.getPersister();
    String[] names = persister.getPropertyNames();
    List<Attribute> attributes = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      // Hibernate's own, for a list that its elements do not know of.
      if (!names[i].startsWith("_")) {
        attributes.add(attribute(entity, entry, i));
      }
    }
    return new Held(entity, entry, attributes);
  }

  private static Attribute attribute(Object entity, EntityEntry entry, int index) {
    EntityPersister persister = entry.getPersister();
    Type type = persister.getPropertyTypes()[index];
    Object value = value(persister, index, entity);
    @Nullable Object[] loadedState = entry.getLoadedState();
    Object loaded = loadedState == null ? null : loadedState[index];
    boolean changed =
        loadedState != null
            && entry.getStatus() == Status.MANAGED
            && isWritten(persister, type, index)
            && isKnown(value)
            && !Sameness.of(type, loaded, value);
    return new Attribute(index, persister.getPropertyNames()[index], type, value, loaded, changed);
  }

  /** The value of an attribute, or {@link Fields#UNREAD}. */
  static @Nullable Object value(EntityPersister persister, int index, Object entity) {
    AttributeMapping attribute = persister.getAttributeMapping(index);
    Getter getter = attribute.getPropertyAccess().getGetter();
    return Fields.read(getter, attribute.getAttributeName(), entity);
  }

  private static boolean isWritten(EntityPersister persister, Type type, int index) {
    return type.isCollectionType() || persister.getPropertyUpdateability()[index];
  }

  private static boolean isKnown(@Nullable Object value) {
    return value != Fields.UNREAD && value != LazyPropertyInitializer.UNFETCHED_PROPERTY;
  }

  /** Whether the next flush updates its row. */
  boolean isChanged() {
    for (Attribute one : attributes) {
      if (one.changed() && !one.type().isCollectionType()) {
        return true;
      }
    }
    return false;
  }

  /** Whether all of this holds as long as its attributes' values are the same. */
  boolean isSettled() {
    for (Attribute one : attributes) {
      if (one.changed() || !one.isPlain()) {
        return false;
      }
    }
    return true;
  }

  /** Whether nothing has happened to it. */
  boolean isQuiet() {
    for (Attribute one : attributes) {
      if (one.changed()) {
        return false;
      }
    }
    return state() != State.REMOVED;
  }

  /** The attributes; those that have changed first where not all can be told. */
  List<Attribute> changedFirst(int room) {
    return attributes.size() <= room
        ? attributes
        : attributes.stream().sorted(Comparator.comparing(one -> !one.changed())).toList();
  }

  State state() {
    return switch (entry.getStatus()) {
      case DELETED -> State.REMOVED;
      case READ_ONLY -> State.READ_ONLY;
      default -> State.MANAGED;
    };
  }
}
