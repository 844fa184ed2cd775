package orrery.kernel.shell;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;

/**
 * The classes that JShell wraps around snippets, and which line of them stands for which line of a
 * snippet. JShell knows and does not tell, so its members are read by reflection, which needs
 * {@code --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED}. A JDK without one of them fails here, when
 * the kernel starts.
 */
final class ShellWraps {

  private final Field wraps;
  private final Method wrapOfClass;
  private final Field snippetsOfWrap;
  private final Method snippetOfLine;
  private final Method lineOfLine;
  private final Method textOfWrap;
  private final Method nameOfClass;

  ShellWraps() {
    try {
      wraps = open(JShell.class.getDeclaredField("outerMap"));
      wrapOfClass = open(wraps.getType().getDeclaredMethod("getOuter", String.class));
      Class<?> wrap = wrapOfClass.getReturnType();
      snippetsOfWrap = open(wrap.getDeclaredField("wrapToSnippet"));
      snippetOfLine = open(wrap.getMethod("wrapLineToSnippet", int.class));
      lineOfLine = open(wrap.getMethod("wrapLineToSnippetLine", int.class));
      textOfWrap = open(wrap.getMethod("wrapped"));
      nameOfClass = open(Snippet.class.getDeclaredMethod("classFullName"));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK's JShell is not the one known", e);
    }
  }

  /** The newest wrap of a class by its name; null if the class is not JShell's. */
  @Nullable Object of(JShell shell, String className) {
    try {
      return wrapOfClass.invoke(wraps.get(shell), className);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The snippet that is wrapped, if it is the only one. */
  @Nullable Snippet onlySnippet(Object wrap) {
    try {
      Map<?, ?> snippets = (Map<?, ?>) snippetsOfWrap.get(wrap);
      return snippets.size() == 1 ? (Snippet) snippets.values().iterator().next() : null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text that is compiled. */
  String text(Object wrap) {
    return String.valueOf(call(textOfWrap, wrap));
  }

  /**
   * The snippet that a line stands for.
   *
   * @param line of the wrap, from 0
   */
  @Nullable Snippet snippet(Object wrap, int line) {
    return (Snippet) call(snippetOfLine, wrap, line);
  }

  /** The line within the snippet, from 0; what JShell wrote around it counts as its first. */
  int snippetLine(Object wrap, int line) {
    return call(lineOfLine, wrap, line) instanceof Integer found ? Math.max(0, found) : 0;
  }

  /** The class that is wrapped around a snippet. */
  String className(Snippet snippet) {
    return String.valueOf(call(nameOfClass, snippet));
  }

  private static <T extends AccessibleObject> T open(T member) {
    member.setAccessible(true);
    return member;
  }

  private static @Nullable Object call(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
