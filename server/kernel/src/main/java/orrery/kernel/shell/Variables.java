package orrery.kernel.shell;

import java.lang.reflect.Field;
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
