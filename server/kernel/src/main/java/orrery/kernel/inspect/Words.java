package orrery.kernel.inspect;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Text;

/** Entities and values of attributes as text, with what is not loaded named so. */
final class Words {

  /** Of embeddables within embeddables. */
  private static final int DEPTH = 3;

  private static final String NOT_LOADED = "not loaded";
  private static final String UNREAD = "behind its getter, which was not called";

  private final PersistenceContext context;

  Words(PersistenceContext context) {
    this.context = context;
  }

  String name(EntityEntry entry) {
    return Text.simpleName(entry.getEntityName());
  }

  String name(Object proxy) {
    return Text.simpleName(initializer(proxy).getEntityName());
  }

  String id(Object proxy) {
    return idText(initializer(proxy).getInternalIdentifier());
  }

  /** The text of an id, which may be of a class of the learner's; empty where there is none. */
  static String idText(@Nullable Object id) {
    return id == null ? "" : basic(id);
  }

  String of(Type type, @Nullable Object value) {
    if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
      return NOT_LOADED;
    }
    if (value == Fields.UNREAD) {
      return UNREAD;
    }
    if (value != null && type.isCollectionType()) {
      return collection(value);
    }
    if (value != null && (type.isEntityType() || type.isAnyType())) {
      return entity(value);
    }
    return value != null && type.isComponentType() ? embeddable(value, DEPTH) : basic(value);
  }

  /** {@code Address(street=Main St, city=Rome)}; by its fields, since nothing of it is called. */
  private static String embeddable(Object value, int depth) {
    if (depth == 0 || Text.of(value) != null || value.getClass().getClassLoader() == null) {
      return basic(value);
    }
    return Fields.of(value.getClass()).stream()
        .map(field -> field.getName() + "=" + inside(Fields.value(field, value), depth - 1))
        .collect(Collectors.joining(", ", Text.simpleName(value.getClass().getName()) + "(", ")"));
  }

  private static String inside(@Nullable Object value, int depth) {
    if (value == null || value instanceof HibernateProxy || Transient.isEntity(value)) {
      return basic(value);
    }
    return embeddable(value, depth);
  }

  /** How a changed attribute was when it was loaded. */
  String before(Held.Attribute attribute) {
    if (attribute.loaded() instanceof PersistentCollection<?> collection
        && collection.wasInitialized()
        && collection.getStoredSnapshot() != null) {
      return loaded(size(collection.getStoredSnapshot()));
    }
    return of(attribute.type(), attribute.loaded());
  }

  private static String basic(@Nullable Object value) {
    String text = Text.of(value);
    return text != null || value == null
        ? String.valueOf(text)
        : Text.simpleName(value.getClass().getName());
  }

  private String entity(Object value) {
    if (value instanceof HibernateProxy proxy) {
      boolean loaded = !proxy.getHibernateLazyInitializer().isUninitialized();
      return name(proxy) + " " + id(proxy) + (loaded ? "" : " (" + NOT_LOADED + ")");
    }
    EntityEntry entry = context.getEntry(value);
    return entry == null
        ? Text.simpleName(value.getClass().getName()) + " (not in this Session)"
        : name(entry) + " " + idText(entry.getId());
  }

  private static String collection(Object value) {
    if (value instanceof PersistentCollection<?> collection) {
      return collection.wasInitialized()
          ? loaded(size(isSized(collection) ? collection : collection.getValue()))
          : NOT_LOADED;
    }
    return value.getClass().getClassLoader() == null || value.getClass().isArray()
        ? size(value) + " elements"
        : Text.simpleName(value.getClass().getName());
  }

  private static boolean isSized(Object value) {
    return value instanceof Collection || value instanceof Map;
  }

  private static String loaded(int size) {
    return size + " loaded";
  }

  private static int size(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    return value instanceof Collection<?> collection ? collection.size() : Array.getLength(value);
  }

  private static LazyInitializer initializer(Object proxy) {
    return ((HibernateProxy) proxy).getHibernateLazyInitializer();
  }
}
