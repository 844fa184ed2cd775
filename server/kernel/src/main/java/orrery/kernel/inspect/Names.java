package orrery.kernel.inspect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/** Which variables of cells refer to which objects, by identity. */
public final class Names {

  private final List<Object> objects = new ArrayList<>();
  private final Map<Object, List<String>> direct = new IdentityHashMap<>();
  private final Map<Object, List<String>> throughProxy = new IdentityHashMap<>();

  /** Names of nothing yet. */
  public Names() {}

  /** A variable refers to this; where that is a loaded proxy, in a way to its entity too. */
  public void add(String variable, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (!direct.containsKey(value)) {
      objects.add(value);
    }
    direct.computeIfAbsent(value, unnamed -> new ArrayList<>()).add(variable);
    if (value instanceof HibernateProxy proxy
        && !proxy.getHibernateLazyInitializer().isUninitialized()) {
      Object entity = proxy.getHibernateLazyInitializer().getImplementation();
      throughProxy.computeIfAbsent(entity, unnamed -> new ArrayList<>()).add(variable);
    }
  }

  /**
   * The variables that refer to this very object, in the order in which they were declared; if none
   * does, those that refer to its proxy.
   */
  List<String> of(Object object) {
    List<String> own = direct.get(object);
    return own == null ? throughProxy.getOrDefault(object, List.of()) : own;
  }

  /** The first of them; null if there is none. */
  public @Nullable String firstOf(Object object) {
    List<String> all = of(object);
    return all.isEmpty() ? null : all.get(0);
  }

  /** All that variables refer to, each once, in the order in which these were declared. */
  public List<Object> objects() {
    return Collections.unmodifiableList(objects);
  }
}
