package orrery.kernel.protocol;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message has all that it must. JSON may leave out or say null for anything; a record's
 * component is null only where its type says so, and what a message says is relied upon far away
 * from where it was read.
 */
final class Completeness {

  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
        }
      };

  private Completeness() {}

  /** Where a message lacks something, as in {@code variants[1].source}; null if it is complete. */
  static @Nullable String missing(Object message) {
    for (RecordComponent component : COMPONENTS.get(message.getClass())) {
      String rest = missing(value(component, message), component.getAnnotatedType());
      if (rest != null) {
        return component.getName() + rest;
      }
    }
    return null;
  }

  private static @Nullable String missing(@Nullable Object value, AnnotatedType type) {
    if (value == null) {
      return type.isAnnotationPresent(Nullable.class) ? null : "";
    }
    if (value instanceof List<?> list && type instanceof AnnotatedParameterizedType parameterized) {
      return missing(list, parameterized.getAnnotatedActualTypeArguments()[0]);
    }
    String rest = missing(value);
    return rest == null ? null : "." + rest;
  }

  private static @Nullable String missing(List<?> list, AnnotatedType elements) {
    for (int i = 0; i < list.size(); i++) {
      String rest = missing(list.get(i), elements);
      if (rest != null) {
        return "[" + i + "]" + rest;
      }
    }
    return null;
  }

  private static @Nullable Object value(RecordComponent component, Object message) {
    try {
      return component.getAccessor().invoke(message);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
