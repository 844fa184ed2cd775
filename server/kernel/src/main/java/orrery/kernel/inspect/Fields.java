package orrery.kernel.inspect;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.property.access.spi.Getter;
import org.jspecify.annotations.Nullable;

/** Reads what objects hold by their fields alone. */
final class Fields {

  /** Stands for the value of an attribute that only the learner's own getter can tell. */
  static final Object UNREAD = new Object();

  /** Found once for a class, and open. */
  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return found(type);
        }
      };

  private Fields() {}

  /** The value of an attribute of {@code owner}, or {@link #UNREAD}. */
  static @Nullable Object read(Getter getter, String attribute, Object owner) {
    return getter.getMember() instanceof Method method
        ? behind(method.getDeclaringClass(), attribute, owner)
        : getter.get(owner);
  }

  /** Access by property: the field of the attribute's name, where there is one. */
  private static @Nullable Object behind(Class<?> type, String attribute, Object owner) {
    for (Field field : FIELDS.get(type)) {
      if (field.getDeclaringClass() == type && field.getName().equals(attribute)) {
        return value(field, owner);
      }
    }
    return UNREAD;
  }

  /** The fields of an object of this class, inherited ones included, as far as they open. */
  static List<Field> of(Class<?> type) {
    return FIELDS.get(type);
  }

  private static List<Field> found(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()) {
          fields.add(field);
        }
      }
    }
    return List.copyOf(fields);
  }

  /** Of a field that {@link #of} found. */
  static @Nullable Object value(Field field, Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
