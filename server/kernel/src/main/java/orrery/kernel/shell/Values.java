package orrery.kernel.shell;

import jakarta.persistence.Tuple;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * Renders values for the learner, and loads nothing: what Hibernate has not loaded yet is said to
 * be so. Only a learner's own {@code toString} may still load.
 */
final class Values {

  private static final int DEPTH = 3;
  private static final int ELEMENTS = 100;

  private final int limit;

  /**
   * @param limit characters of one value
   */
  Values(int limit) {
    this.limit = limit;
  }

  /** {@code value} as text, never longer than the limit and an ellipsis. */
  String render(@Nullable Object value) {
    return ShellNames.shorten(ShellNames.clean(render(value, 0)), limit);
  }

  private String render(@Nullable Object value, int depth) {
    try {
      return renderAny(value, depth);
    } catch (StopFlag.Stopped stopped) {
      throw stopped;
    } catch (Throwable failure) {
      return failed(value, failure);
    }
  }

  private String renderAny(@Nullable Object value, int depth) {
    if (value instanceof HibernateProxy proxy) {
      return renderProxy(proxy.getHibernateLazyInitializer(), depth);
    }
    if (value instanceof PersistentCollection<?> collection && !collection.wasInitialized()) {
      return collection.getRole() + " (not loaded)";
    }
    if (value instanceof String text) {
      return LearnerControl.shown(ShellNames.shorten(text, limit));
    }
    return value != null && isNested(value) ? renderNested(value, depth) : leaf(value);
  }

  private String renderProxy(LazyInitializer proxy, int depth) {
    return proxy.isUninitialized()
        ? proxy.getEntityName() + "#" + proxy.getInternalIdentifier() + " (proxy, not loaded)"
        : render(proxy.getImplementation(), depth);
  }

  private static boolean isNested(Object value) {
    return value instanceof Collection
        || value instanceof Map
        || value instanceof Map.Entry
        || value instanceof Optional
        || value instanceof Tuple
        || value.getClass().isArray();
  }

  private String renderNested(Object value, int depth) {
    if (depth == DEPTH) {
      return "…";
    }
    Function<@Nullable Object, String> inner = element -> render(element, depth + 1);
    if (value instanceof Map<?, ?> map) {
      return joined(map.entrySet().iterator(), map.size(), inner, "{", "}");
    }
    if (value instanceof Map.Entry<?, ?> entry) {
      return inner.apply(entry.getKey()) + "=" + inner.apply(entry.getValue());
    }
    if (value instanceof Optional<?> optional) {
      return optional.isEmpty()
          ? "Optional.empty"
          : "Optional[" + inner.apply(optional.get()) + "]";
    }
    if (value instanceof Tuple tuple) {
      return renderNested(Arrays.asList(tuple.toArray()), depth);
    }
    if (value instanceof Collection<?> collection) {
      return joined(collection.iterator(), collection.size(), inner, "[", "]");
    }
    return array(value, inner);
  }

  private String array(Object array, Function<@Nullable Object, String> inner) {
    int length = Array.getLength(array);
    String type = array.getClass().getSimpleName();
    String open = type.replaceFirst("\\[", "[" + length) + " { ";
    Iterator<@Nullable Object> elements =
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < length;
          }

          @Override
          public @Nullable Object next() {
            return Array.get(array, next++);
          }
        };
    return joined(elements, length, inner, open, " }");
  }

  private String joined(
      Iterator<? extends @Nullable Object> elements,
      int size,
      Function<@Nullable Object, String> inner,
      String open,
      String close) {
    StringJoiner text = new StringJoiner(", ", open, close);
    int count = 0;
    int chars = 0;
    while (elements.hasNext() && count < ELEMENTS && chars <= limit) {
      String element = inner.apply(elements.next());
      text.add(element);
      chars += element.length();
      count++;
    }
    if (elements.hasNext()) {
      text.add("… " + (size - count) + " more");
    }
    return text.toString();
  }

  private static String leaf(@Nullable Object value) {
    return String.valueOf(LearnerControl.shown(value));
  }

  private static String failed(@Nullable Object value, Throwable failure) {
    String type = value == null ? "null" : value.getClass().getSimpleName();
    return "<toString of " + type + " failed: " + Failures.headline(failure) + ">";
  }
}
