package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.proxy.HibernateProxy;
import org.junit.jupiter.api.Test;

class ValuesTest {

  private final Values values = new Values(1_000);

  @Test
  void quotesAsJShellDoes() {
    assertThat(values.render(null)).isEqualTo("null");
    assertThat(values.render("a\"\n")).isEqualTo("\"a\\\"\\n\"");
    assertThat(values.render('\'')).isEqualTo("'\\''");
    assertThat(values.render(1.50)).isEqualTo("1.5");
    assertThat(values.render(new String[] {"a", null})).isEqualTo("String[2] { \"a\", null }");
    assertThat(values.render(Map.entry(1, List.of()))).isEqualTo("1=[]");
  }

  @Test
  void shortens() {
    assertThat(values.render("x".repeat(5_000))).hasSize(1_001).endsWith("x…");
    assertThat(values.render(IntStream.range(0, 150).mapToObj(i -> "").toList()))
        .endsWith("\"\", … 50 more]");
    assertThat(values.render(new int[2_000_000])).hasSizeLessThan(1_002).contains("more }");
  }

  @Test
  void endsInNestedAndCyclicCollections() {
    assertThat(values.render(List.of(List.of(List.of(List.of(1)))))).isEqualTo("[[[…]]]");
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);
    assertThat(values.render(cycle)).isEqualTo("[[[…]]]");
  }

  @Test
  void tellsOfElementsThatCannotBeShown() {
    Object rude =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("rude");
          }
        };
    assertThat(values.render(Arrays.asList(1, rude)))
        .startsWith("[1, <toString of ")
        .endsWith("failed: java.lang.IllegalStateException: rude>]");
    assertThat(values.render(Collections.nCopies(1_000_000_000, "x"))).contains("more]");
  }

  @Test
  void tellsOfAProxyThatCannotBeShown() {
    HibernateProxy hostile =
        (HibernateProxy)
            Proxy.newProxyInstance(
                ValuesTest.class.getClassLoader(),
                new Class<?>[] {HibernateProxy.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("no");
                });

    assertThat(new Values(100).render(hostile)).contains("failed", "no");
  }

  @Test
  void takesTheShellsNamesOut() {
    assertThat(ShellNames.clean("class REPL.$JShell$12B$Author$HibernateProxy$x1Y"))
        .isEqualTo("class Author");
    assertThat(
            ShellNames.clean("\"REPL.$JShell$7.b\" REPL/$JShell$5_6$Author Author$HibernateProxy"))
        .isEqualTo("\"b\" Author Author");
    assertThat(ShellNames.clean("costs $5")).isEqualTo("costs $5");
  }
}
