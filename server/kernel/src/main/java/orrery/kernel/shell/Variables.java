package orrery.kernel.shell;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;
import orrery.kernel.inspect.Names;

/** What the variables of cells refer to. */
final class Variables {

  private final ShellWraps shellWraps = new ShellWraps();
  private final JShell shell;
  private final ClassLoader loader;

  /** By class and name, found once: they are asked for after each snippet. */
  private final Map<String, Field> fields = new ConcurrentHashMap<>();

  Variables(JShell shell, ClassLoader loader) {
    this.shell = shell;
    this.loader = loader;
  }

  /** The names of the variables that refer to an object. */
  Names names() {
    Names names = new Names();
    shell
        .variables()
        .filter(variable -> variable.subKind() != SubKind.TEMP_VAR_EXPRESSION_SUBKIND)
        .filter(variable -> shell.status(variable) == Status.VALID)
        .forEach(variable -> names.add(variable.name(), value(variable)));
    return names;
  }

  private @Nullable Object value(VarSnippet variable) {
    String className = shellWraps.className(variable);
    try {
      return fields
          .computeIfAbsent(
              className + "." + variable.name(), unknown -> field(className, variable.name()))
          .get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private Field field(String className, String name) {
    try {
      Field field = loader.loadClass(className).getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
