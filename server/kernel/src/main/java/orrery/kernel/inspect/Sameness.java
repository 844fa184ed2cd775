package orrery.kernel.inspect;

import jakarta.persistence.Entity;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.Objects;
import org.hibernate.Session;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Text;

/** Whether an attribute is as it was loaded. */
final class Sameness {

  /** Of objects within objects; what is nested deeper counts as the same. */
  private static final int DEPTH = 5;

  private Sameness() {}

  static boolean of(Type type, @Nullable Object loaded, @Nullable Object value) {
    if (type.isCollectionType()) {
      return loaded == value
          && !(value instanceof PersistentCollection<?> collection && collection.isDirty());
    }
    if (type.isEntityType() || type.isAnyType()) {
      return target(loaded) == target(value);
    }
    return same(loaded, value, DEPTH);
  }

  /** The entity that a proxy stands for, as long as it is there; else what was given. */
  private static @Nullable Object target(@Nullable Object value) {
    return value instanceof HibernateProxy proxy
            && !proxy.getHibernateLazyInitializer().isUninitialized()
        ? proxy.getHibernateLazyInitializer().getImplementation()
        : value;
  }

  private static boolean same(@Nullable Object a, @Nullable Object b, int depth) {
    if (a == b || depth == 0) {
      return true;
    }
    if (a == null || b == null) {
      return false;
    }
    if (Text.isBasic(a) || Text.isBasic(b)) {
      return equal(a, b);
    }
    if (a.getClass().isArray()) {
      return sameArrays(a, b);
    }
    return !isLearners(a.getClass()) || sameFields(a, b, depth);
  }

  /** Of values of the JDK; a decimal counts as Hibernate has it. */
  private static boolean equal(Object a, Object b) {
    return a instanceof BigDecimal x && b instanceof BigDecimal y
        ? x.compareTo(y) == 0
        : a.equals(b) || b.equals(a);
  }

  private static boolean sameArrays(Object a, Object b) {
    Class<?> elements = a.getClass().getComponentType();
    return !(elements.isPrimitive() || elements.isEnum() || elements.getClassLoader() == null)
        || Objects.deepEquals(a, b);
  }

  /** An embeddable, or what a converter makes: their own {@code equals} is not to be called. */
  private static boolean sameFields(Object a, Object b, int depth) {
    if (isEntity(a)) {
      return target(a) == target(b);
    }
    if (a.getClass() != b.getClass()) {
      return false;
    }
    for (Field field : Fields.of(a.getClass())) {
      if (!same(Fields.value(field, a), Fields.value(field, b), depth - 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEntity(Object value) {
    return value instanceof HibernateProxy || value.getClass().isAnnotationPresent(Entity.class);
  }

  private static boolean isLearners(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader != null
        && loader != ClassLoader.getPlatformClassLoader()
        && loader != Session.class.getClassLoader();
  }
}
