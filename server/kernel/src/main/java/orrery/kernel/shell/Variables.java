package orrery.kernel.shell;

import java.lang.reflect.Field;
import java.util.IdentityHashMap;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.VarSnippet;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/** What the variables of cells refer to. */
final class Variables {

  private final ShellWraps shellWraps = new ShellWraps();
  private final JShell shell;
  private final ClassLoader loader;

  Variables(JShell shell, ClassLoader loader) {
    this.shell = shell;
    this.loader = loader;
  }

  /**
   * The name of a variable for each object that one refers to, by identity; the first, if several
   * do. A proxy's name is also its entity's.
   */
  Map<Object, String> names() {
    Map<Object, String> names = new IdentityHashMap<>();
    shell
        .variables()
        .filter(variable -> variable.subKind() != SubKind.TEMP_VAR_EXPRESSION_SUBKIND)
        .filter(variable -> shell.status(variable) == Status.VALID)
        .forEach(variable -> put(names, value(variable), variable.name()));
    return names;
  }

  private static void put(Map<Object, String> names, @Nullable Object value, String name) {
    if (value != null) {
      names.putIfAbsent(value, name);
    }
    if (value instanceof HibernateProxy proxy
        && !proxy.getHibernateLazyInitializer().isUninitialized()) {
      names.putIfAbsent(proxy.getHibernateLazyInitializer().getImplementation(), name);
    }
  }

  private @Nullable Object value(VarSnippet variable) {
    try {
      Field field =
          loader.loadClass(shellWraps.className(variable)).getDeclaredField(variable.name());
      field.setAccessible(true);
      return field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
