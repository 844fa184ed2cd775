package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Declared;
import orrery.kernel.protocol.Event.Status;
import orrery.kernel.protocol.Event.Stream;
import orrery.kernel.protocol.Json;
import orrery.kernel.protocol.Limits;

class ShellTest extends ShellFixture {

  @Test
  void tellsARunFromStartToFinish() {
    Status status = run("seed", "int a = 20\na + 22\nSystem.out.println(\"hi\")");

    assertThat(status).isEqualTo(Status.OK);
    assertThat(events.subList(0, 4))
        .containsExactly(
            new Event.Started(1, "seed"),
            new Declared(1, "seed", 1, "variable", "a", List.of(), false),
            new Event.Value(1, "seed", 2, "int", "42"),
            new Event.Output(1, "seed", Stream.OUT, "hi\n"));
    assertThat(events).hasSize(5).last().isInstanceOf(Event.Finished.class);
  }

  @Test
  void keepsStateThreadAndContextLoaderBetweenCells() {
    run("var bound = new ThreadLocal<String>(); bound.set(\"x\");");
    run("bound.get()");
    assertThat(values()).containsExactly("\"x\"");

    run(
        "class Here {}\nThread.currentThread().getContextClassLoader().loadClass(Here.class.getName())");
    assertThat(values()).containsExactly("class Here");
  }

  @Test
  void showsValuesOfExpressionsOnly() {
    run(
        """
        int a = 1
        a = 2
        a
        void f() {}
        f()
        "x\\"y"
        null
        new int[][] {{1}, {2, 3}}
        List.of(1, Map.of("k", 'c'))
        Optional.of("o")
        a++
        """);

    assertThat(values())
        .containsExactly(
            "2",
            "\"x\\\"y\"",
            "null",
            "int[2][] { int[1] { 1 }, int[2] { 2, 3 } }",
            "[1, {\"k\"='c'}]",
            "Optional[\"o\"]",
            "2");
    assertThat(all(Event.Value.class).get(0)).isEqualTo(new Event.Value(1, "c", 3, "int", "2"));
  }

  @Test
  void keepsOutputInOrderWithOtherEvents() {
    run("System.out.print(1); 2\nSystem.err.print(3); System.out.print(4)");

    assertThat(events.stream().map(ShellTest::brief))
        .containsExactly("Started", "OUT 1", "value 2", "ERR 3", "OUT 4", "Finished");
  }

  private static String brief(Event event) {
    if (event instanceof Event.Output output) {
      return output.stream() + " " + output.text();
    }
    return event instanceof Event.Value value
        ? "value " + value.text()
        : event.getClass().getSimpleName();
  }

  @Test
  void limitsOutput() {
    open(new Limits(10, 10, 5, 100, 100));

    run(
        "System.out.print(\"123456789\"); System.out.print(\"abcdef\"); System.err.print(\"x\"); \"valuevalue\"");

    assertThat(printed(Stream.OUT)).isEqualTo("123456789a");
    assertThat(printed(Stream.ERR)).isEmpty();
    assertThat(values()).containsExactly("\"valu…");
    assertThat(all(Event.Truncated.class))
        .containsExactly(
            new Event.Truncated(1, "c", "output", 10, 0),
            new Event.Truncated(1, "c", "output", 10, 6));
    run("System.out.print(1)");
    assertThat(printed(Stream.OUT)).isEqualTo("1");
  }

  @Test
  void aRunEndsWithTheKernelOverAFaultOfItsOwn() {
    String sourceless =
        "{\"type\": \"run\", \"cell\": \"has no source\"}"; // refused where it is read
    shell.submit((Command.Run) Json.MAPPER.readValue(sourceless, Command.class));

    assertThatThrownBy(shell::runNext).isInstanceOf(NullPointerException.class);
    assertThat(all(Event.Finished.class)).isEmpty();
  }

  @Test
  void limitsTheEventsOfOutput() {
    run("for (int i = 0; i < 20_000; i++) { System.out.print(1); System.err.print(2); }");

    assertThat(all(Event.Output.class)).hasSizeBetween(4_000, 6_000);
    assertThat(all(Event.Truncated.class)).hasSize(2);
  }

  @Test
  void survivesReplacedAndClosedStreams() {
    run("System.out.close(); System.setIn(null); System.setErr(null)");
    run("System.out.print(1); System.err.print(2); System.in.read()");

    assertThat(printed(Stream.OUT)).isEqualTo("1");
    assertThat(printed(Stream.ERR)).isEqualTo("2");
    assertThat(values()).containsExactly("-1");
  }

  @Test
  void printsAnyCharacter() {
    run("System.out.print(\"žluťoučký 猫 🐈\")");

    assertThat(printed(Stream.OUT)).isEqualTo("žluťoučký 猫 🐈");
  }

  @Test
  void givesOutputBetweenRunsToTheNext() throws InterruptedException {
    run(
        "var late = new Thread(() -> { try { Thread.sleep(50); } catch (InterruptedException e) {} System.out.print(\"late\"); }); late.start();");
    Thread.sleep(300);
    run("late.join()");

    assertThat(printed(Stream.OUT)).isEqualTo("late");
  }

  @Test
  void importsWhatLessonsNeed() {
    Status status =
        run(
            """
            SessionFactory sf; Session s; Transaction t; Configuration c; EntityManager em;
            HibernatePersistenceConfiguration p; LazyInitializationException e; BigDecimal b;
            Version v; Cache cache; NonUniqueResultException n; List<String> l; Stream<String> st;
            n
            """);

    assertThat(failures()).isEmpty();
    assertThat(status).isEqualTo(Status.OK);
    assertThat(all(Event.Value.class).get(0).javaType()).endsWith("NonUniqueResultException");
  }

  @Test
  void letsTheLearnersNamesWinOverDefaultImports() {
    run("import org.hibernate.Version\nVersion.getVersionString().isEmpty()");
    assertThat(values()).containsExactly("false");

    run("class Transaction { int amount = 7; }");
    run("new Transaction().amount");
    assertThat(values()).containsExactly("7");
    run("class Session {}\nimport org.hibernate.*\nnew Session().getClass().getSimpleName()");
    assertThat(values()).containsExactly("\"Session\"");
  }

  @Test
  void hidesTheProductFromCells() {
    run("new orrery.kernel.protocol.Command.Ping()");
    assertThat(failures().get(0).message())
        .contains("package orrery.kernel.protocol.Command does not exist");

    run("tools.jackson.databind.ObjectMapper m");
    assertThat(failures()).isNotEmpty();
  }

  @Test
  void logsWarningsOfLibraries() {
    run(
        """
        var log = java.util.logging.Logger.getLogger("x")
        log.info("quiet")
        log.log(java.util.logging.Level.WARNING, "beware of {0}", "this")
        """);

    assertThat(printed(Stream.ERR)).isEqualTo("WARNING beware of this\n");
  }

  @Test
  void knowsTheNewestClasses() {
    run("class A { static class B {} }\nclass C {}\nint notClass;");
    run("class C { int x; }");

    assertThat(shell.classes())
        .extracting(Class::getSimpleName)
        .containsExactlyInAnyOrder("A", "B", "C");
    assertThat(shell.classes())
        .filteredOn(type -> type.getSimpleName().equals("C"))
        .singleElement()
        .satisfies(type -> assertThat(type.getDeclaredFields()).hasSize(1));
  }
}
