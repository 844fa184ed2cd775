package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Status;
import orrery.kernel.protocol.Failure;
import orrery.kernel.protocol.Failure.Frame;

class FailureTest extends ShellFixture {

  @Test
  void pointsAtCompileErrors() {
    Status status = run("System.out.print(1);\n\n  int x = \"text\" + missing;\nint never = 1;");

    assertThat(status).isEqualTo(Status.FAILED);
    assertThat(printed(Event.Stream.OUT)).isEqualTo("1");
    assertThat(failures())
        .containsExactly(
            new Failure(
                Failure.Kind.COMPILE,
                "compile error",
                "cannot find symbol\n  symbol:   variable missing",
                3,
                20,
                3,
                27,
                List.of(),
                0,
                null,
                null));
    assertThat(all(Event.Declared.class)).isEmpty();
  }

  @Test
  void tellsEveryCompileError() {
    run("class A {\n  int f() { return \"x\"; }\n  String g() { return 1; }\n}");

    assertThat(failures()).extracting(Failure::line).containsExactly(2, 3);
    assertThat(failures())
        .extracting(Failure::message)
        .containsExactly(
            "incompatible types: java.lang.String cannot be converted to int",
            "incompatible types: int cannot be converted to java.lang.String");
  }

  @Test
  void pointsAtSyntaxErrors() {
    run("int a = 1;\nint b = (2;\nint c = 3;");
    assertThat(failures().get(0).line()).isEqualTo(2);

    run("if (true) {\n  foo(\n");
    assertThat(failures().get(0).kind()).isEqualTo(Failure.Kind.COMPILE);
    assertThat(failures().get(0).line()).isEqualTo(2);

    run("int x = 1 int y = 2");
    assertThat(failures().get(0).message()).contains("';' expected");

    run("fine(");
    run("1");
    assertThat(values()).containsExactly("1");
  }

  @Test
  void keepsTheLearnersFrames() {
    run(
        "lib",
        """

        class Shop {
          int price(Object o) {
            return o.hashCode();
          }
        }
        int total(Object o) {
          return new Shop().price(o);
        }
        """);
    run("use", "\nRunnable r = () ->\n    total(null);\nr.run();\nint never = 0");

    assertThat(failures()).hasSize(1);
    Failure failure = failures().get(0);
    assertThat(failure.kind()).isEqualTo(Failure.Kind.EXCEPTION);
    assertThat(failure.type()).isEqualTo("java.lang.NullPointerException");
    assertThat(failure.message()).contains("Object.hashCode()").doesNotContain("REPL");
    assertThat(failure.line()).isEqualTo(3);
    assertThat(failure.frames())
        .containsExactly(
            new Frame("lib", 4, "Shop.price"),
            new Frame("lib", 8, "total"),
            new Frame("use", 3, ""),
            new Frame("use", 4, ""));
    assertThat(failure.folded()).isPositive();
    assertThat(all(Event.Declared.class)).extracting(Event.Declared::name).containsExactly("r");
  }

  @Test
  void nestsCauses() {
    run(
        """
        class Mine extends RuntimeException { Mine(String m, Throwable c) { super(m, c); } }
        try {
          Integer.parseInt("x");
        } catch (NumberFormatException e) {
          throw new Mine("outer", e);
        }
        """);

    Failure failure = failures().get(0);
    assertThat(failure.type()).isEqualTo("Mine");
    assertThat(failure.message()).isEqualTo("outer");
    assertThat(failure.line()).isEqualTo(5);
    assertThat(causes()).hasSize(2);
    assertThat(causes().get(1).type()).isEqualTo("java.lang.NumberFormatException");
    assertThat(causes().get(1).line()).isEqualTo(3);
  }

  @Test
  void survivesHostileExceptions() {
    run(
        """
        class Rude extends RuntimeException {
          public String getMessage() { throw new IllegalStateException(); }
          public StackTraceElement[] getStackTrace() { return null; }
          public Throwable getCause() { return this; }
        }
        throw new Rude();
        """);
    assertThat(failures().get(0).type()).isEqualTo("Rude");

    run("var a = new Exception(\"a\"); var b = new Exception(\"b\", a); a.initCause(b); throw a;");
    assertThat(causes()).extracting(Failure::message).containsExactly("a", "b");

    run(
        "Throwable t = null; for (int i = 0; i < 50; i++) t = new Exception(\"\" + i, t); throw t;");
    assertThat(causes()).hasSize(8);
  }

  @Test
  void survivesExceptionsWhoseMethodsThrowErrors() {
    run(
        """
        class Rude extends RuntimeException {
          public String getMessage() { throw new AssertionError("no"); }
        }
        throw new Rude();
        """);

    assertThat(failures()).extracting(Failure::type).containsExactly("Rude");
    run("1");
    assertThat(values()).containsExactly("1");
  }

  @Test
  void endsExceptionsWhoseMethodsDoNot() {
    for (String endless : List.of("while (true) {}", "Thread.sleep(600_000); return \"\";")) {
      run(
          """
          class Mute extends RuntimeException {
            public String getMessage() { try { %s } catch (InterruptedException e) { return ""; } }
          }
          throw new Mute();
          """
              .formatted(endless.startsWith("while") ? "Thread.sleep(0); " + endless : endless));

      assertThat(failures()).extracting(Failure::type).containsExactly("Mute");
      run("1");
      assertThat(values()).containsExactly("1");
    }
  }

  @Test
  void survivesStackOverflow() {
    run("int deep(int n) { return 1 + deep(n + 1); }\ndeep(0)");

    assertThat(failures().get(0).type()).isEqualTo("java.lang.StackOverflowError");
    assertThat(failures().get(0).frames()).hasSize(20);
    assertThat(failures().get(0).folded()).isGreaterThan(900);
    run("1");
    assertThat(values()).containsExactly("1");
  }

  @Test
  void survivesExit() {
    for (String call :
        List.of(
            "System.exit(3)",
            "Runtime.getRuntime().exit(3)",
            "Runtime.getRuntime().halt(3)",
            "java.util.function.IntConsumer f = System::exit; f.accept(3)",
            "java.util.function.IntConsumer f = Runtime.getRuntime()::halt; f.accept(3)")) {
      Status status = run("int kept = 1;\n" + call + ";\nint never = 2;");

      assertThat(status).isEqualTo(Status.FAILED);
      assertThat(failures().get(0).kind()).isEqualTo(Failure.Kind.EXIT);
      assertThat(failures().get(0).line()).isEqualTo(2);
      assertThat(failures().get(0).message()).contains("status 3");
    }
    run("kept");
    assertThat(values()).containsExactly("1");
  }

  @Test
  void tellsOfAClassThatCannotBeInitialised() {
    run("class A { static int x = Integer.parseInt(\"y\"); }\nA.x");

    assertThat(failures().get(0).type()).isEqualTo("java.lang.ExceptionInInitializerError");
    assertThat(causes().get(1).line()).isEqualTo(1);
  }

  @Test
  void survivesTheCompilersStackOverflow() {
    run("int x = " + "(".repeat(9_000) + "1" + ")".repeat(9_000) + ";");

    assertThat(failures()).hasSize(1);
    assertThat(failures().get(0).kind()).isEqualTo(Failure.Kind.COMPILE);
    run("1");
    assertThat(values()).containsExactly("1");
  }
}
