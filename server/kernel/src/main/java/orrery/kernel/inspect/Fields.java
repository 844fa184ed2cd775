package orrery.kernel.inspect;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.property.access.spi.Getter;
import org.jspecify.annotations.Nullable;

/** Reads what objects hold by their fields alone. */
final class Fields {

  /** Stands for the value of an attribute that only the learner's own getter can tell. */
  static final Object UNREAD = new Object();

  private Fields() {}

  /** The value of an attribute of {@code owner}, or {@link #UNREAD}. */
  static @Nullable Object read(AttributeMapping attribute, Object owner) {
    Getter getter = attribute.getPropertyAccess().getGetter();
    return getter.getMember() instanceof Method method
        ? behind(method, attribute.getAttributeName(), owner)
        : getter.get(owner);
  }

  /** Access by property: the field of the attribute's name, where there is one. */
  private static @Nullable Object behind(Method getter, String name, Object owner) {
    for (Field field : getter.getDeclaringClass().getDeclaredFields()) {
      if (field.getName().equals(name) && !Modifier.isStatic(field.getModifiers())) {
        return value(field, owner);
      }
    }
    return UNREAD;
  }

  /** The fields of an object of this class, inherited ones included. */
  static List<Field> of(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  /** Of a class in a cell, which opens itself to everyone. */
  static @Nullable Object value(Field field, Object owner) {
    try {
      field.setAccessible(true);
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
