package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.junit.jupiter.api.Test;

/** Fails where a JDK's JShell has changed what {@link ShellWraps} reads of it. */
class ShellWrapsTest {

  @Test
  void readsTheLinesOfASnippet() {
    ShellWraps wraps = new ShellWraps();
    AtomicReference<Snippet> installed = new AtomicReference<>();
    try (JShell shell =
        JShell.builder()
            .executionEngine("local")
            .idGenerator(
                (snippet, number) -> {
                  installed.set(snippet);
                  return "" + number;
                })
            .build()) {
      String thrower = "class A {\n  int f() {\n    throw new RuntimeException();\n  }\n}";
      Snippet type = shell.eval(thrower).get(0).snippet();
      String className = wraps.className(type);
      Object wrap = Objects.requireNonNull(wraps.of(shell, className + "$A"));

      assertThat(installed.get()).isSameAs(type);
      assertThat(className).matches("REPL\\.\\$JShell\\$\\d+");
      assertThat(wraps.of(shell, "java.lang.String")).isNull();
      int line = lineOfThrow(wrap);
      assertThat(wraps.snippet(wrap, line)).isSameAs(type);
      assertThat(wraps.snippetLine(wrap, line)).isEqualTo(2);
      assertThat(wraps.snippetLine(wrap, 0)).isZero();
    }
  }

  /** From 0, in the source that JShell compiled. */
  private static int lineOfThrow(Object wrap) {
    try {
      var wrapped = wrap.getClass().getMethod("wrapped");
      wrapped.setAccessible(true);
      String source = (String) wrapped.invoke(wrap);
      return CellSplitter.lineOf(source, source.indexOf("throw new")) - 1;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
