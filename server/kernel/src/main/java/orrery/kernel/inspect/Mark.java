package orrery.kernel.inspect;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Text;

/**
 * What is kept of an attribute's value to see later whether it is still the same: the value itself
 * where it cannot change, else what changes with it. What lies in an array is not looked at.
 */
final class Mark {

  /** Of objects within objects. */
  private static final int DEPTH = 5;

  private Mark() {}

  /**
   * @param size -1 if it is not loaded
   */
  private record Extent(Object collection, boolean dirty, int size) {

    boolean is(Extent other) {
      return collection == other.collection && dirty == other.dirty && size == other.size;
    }
  }

  /** The fields of an embeddable. */
  private record Inner(Object[] marks) {}

  static @Nullable Object of(Type type, @Nullable Object value) {
    if (value == null || value == Fields.UNREAD) {
      return value;
    }
    if (type.isCollectionType()) {
      return extent(value);
    }
    return type.isComponentType() ? inner(value, DEPTH) : of(value);
  }

  private static Object of(Object value) {
    return value instanceof Date date && Text.isBasic(date) ? date.clone() : value;
  }

  private static Object extent(Object value) {
    if (value instanceof PersistentCollection<?> collection) {
      Object content = collection instanceof Collection<?> ? collection : collection.getValue();
      int size = collection.wasInitialized() ? size(content) : -1;
      return new Extent(value, collection.isDirty(), size);
    }
    return new Extent(value, false, value.getClass().getClassLoader() == null ? size(value) : -1);
  }

  private static int size(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    return value instanceof Collection<?> collection ? collection.size() : -1;
  }

  private static Object inner(Object value, int depth) {
    if (depth == 0 || Text.isBasic(value) || value.getClass().getClassLoader() == null) {
      return of(value);
    }
    List<Field> fields = Fields.of(value.getClass());
    @Nullable Object[] marks = new @Nullable Object[fields.size()];
    for (int i = 0; i < marks.length; i++) {
      Object inside = Fields.value(fields.get(i), value);
      marks[i] = inside == null ? null : inner(inside, depth - 1);
    }
    return new Inner(marks);
  }

  /** Whether {@code mark} is that of a value. */
  static boolean isStill(@Nullable Object mark, Type type, @Nullable Object value) {
    // Of a value that may change within, the mark is another object.
    return mark == value || same(mark, of(type, value));
  }

  /** Whether two marks are of the same value. */
  private static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a == b) {
      return true;
    }
    if (a instanceof Extent x) {
      return b instanceof Extent y && x.is(y);
    }
    if (a instanceof Inner x) {
      return b instanceof Inner y && same(x.marks(), y.marks());
    }
    return a != null && b != null && Text.isBasic(a) && Text.isBasic(b) && a.equals(b);
  }

  private static boolean same(@Nullable Object[] a, @Nullable Object[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (!same(a[i], b[i])) {
        return false;
      }
    }
    return true;
  }
}
