package orrery.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Status;
import orrery.kernel.protocol.Failure;
import orrery.kernel.protocol.Json;
import orrery.kernel.protocol.Limits;

class KernelProcessTest {

  private static final String INTERRUPT = Json.write(new Command.Interrupt());

  /** Far less than what is interrupted would take, far more than an interrupt should. */
  private static final long PROMPT_MILLIS = 20_000;

  private static final String ENTITY =
      """
      @Entity
      @Table(name = "authors")
      class Author {
        @Id @GeneratedValue Long id;
        String name = "Ann";
      }""";

  private static final String WORK =
      """
      SessionFactory factory =
          new org.hibernate.cfg.Configuration()
              .addAnnotatedClass(Author.class)
              .setProperty("hibernate.hbm2ddl.auto", "create")
              .buildSessionFactory();
      Session session = factory.openSession();
      Transaction transaction = session.beginTransaction();
      session.persist(new Author());
      transaction.commit();
      session.find(Author.class, 2L)""";

  @Test
  void runsCells() {
    try (KernelProcess kernel = KernelProcess.start()) {
      assertThat(kernel.next()).isEqualTo(new Event.Kernel(Event.State.READY, "", List.of()));

      kernel.run("int a = 41;\na + 1");
      assertThat(kernel.next()).isEqualTo(new Event.Started(1, "c"));
      assertThat(kernel.next(Event.Value.class)).isEqualTo(new Event.Value(1, "c", 2, "int", "42"));
      assertThat(kernel.next(Event.Finished.class).status()).isEqualTo(Status.OK);

      kernel.run("Thread.currentThread().getName()");
      assertThat(kernel.next(Event.Value.class).text()).isEqualTo("\"main\"");
    }
  }

  @Test
  void runsOnStandardStreamsToo() {
    try (KernelProcess kernel = KernelProcess.startOnStandardStreams()) {
      kernel.next(Event.Kernel.class);
      kernel.run("System.out.print(System.in.read())");
      assertThat(kernel.next(Event.Output.class).text()).isEqualTo("-1");
      kernel.closeInput();
      assertThat(kernel.exitStatus()).isZero();
    }
  }

  @Test
  void streamsOutputWhileACellRuns() {
    try (KernelProcess kernel = KernelProcess.start()) {
      kernel.run("System.out.print(\"soon\"); Thread.sleep(600_000);");
      assertThat(kernel.next(Event.Output.class).text()).isEqualTo("soon");

      kernel.send(INTERRUPT);
      assertThat(kernel.next(Event.Finished.class).status()).isEqualTo(Status.INTERRUPTED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "Thread.sleep(600_000)",
        "for (;;) { try { Thread.sleep(600_000); } catch (Throwable t) {} }",
        """
        try (var c = java.sql.DriverManager.getConnection("jdbc:h2:mem:x");
            var s = c.createStatement()) {
          s.executeQuery("select count(*) from system_range(1, 1000000) a, system_range(1, 1000000) b");
        }
        """,
      })
  void interrupts(String source) {
    try (KernelProcess kernel = KernelProcess.start()) {
      kernel.run("System.out.println(\"on\");\n" + source);
      kernel.next(Event.Output.class);
      long start = System.nanoTime();
      kernel.send(INTERRUPT);

      assertThat(kernel.next(Event.Finished.class).status()).isEqualTo(Status.INTERRUPTED);
      assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(PROMPT_MILLIS);
      kernel.run("1");
      assertThat(kernel.next(Event.Value.class).text()).isEqualTo("1");
    }
  }

  @Test
  void survivesExitAndStackOverflow() {
    try (KernelProcess kernel = KernelProcess.start()) {
      kernel.run("System.exit(7)");
      assertThat(kernel.next(Event.Failed.class).failure().kind()).isEqualTo(Failure.Kind.EXIT);

      kernel.run("void deep() { deep(); }\ndeep()");
      assertThat(kernel.next(Event.Failed.class).failure().type())
          .isEqualTo("java.lang.StackOverflowError");

      kernel.run("1");
      assertThat(kernel.next(Event.Value.class).text()).isEqualTo("1");
    }
  }

  @Test
  void ignoresWhatItDoesNotUnderstand() {
    try (KernelProcess kernel = KernelProcess.start()) {
      kernel.send("not json");
      kernel.send(Json.write(new Command.Ping()));
      kernel.run("1");
      assertThat(kernel.next(Event.Value.class).text()).isEqualTo("1");
    }
  }

  @Test
  void obeysTheLimitsItIsGiven() {
    String limits = Json.write(new Limits(100, 100, 3, 100, 100));
    try (KernelProcess kernel = KernelProcess.start("-Dorrery.limits=" + limits)) {
      kernel.run("1234567");
      assertThat(kernel.next(Event.Value.class).text()).isEqualTo("123…");
    }
  }

  @Test
  void endsWithItsChannel() {
    try (KernelProcess kernel = KernelProcess.start()) {
      kernel.run("System.out.println(1); while (true) {}");
      kernel.next(Event.Output.class);
      kernel.closeInput();

      assertThat(kernel.exitStatus()).isZero();
    }
  }

  @Test
  void sendsNoFrameThatIsTooLong() {
    try (KernelProcess kernel = KernelProcess.start()) {
      kernel.run("System.out.write(new byte[300_000]);");
      assertThat(kernel.next(Event.Finished.class).status()).isEqualTo(Status.OK);
    }
  }

  /** A security manager, where there still is one, forbids the kernel its own work. */
  @Test
  @EnabledForJreRange(max = JRE.JAVA_17)
  void endsOverAFaultOfItsOwn() {
    try (KernelProcess kernel = KernelProcess.start()) {
      kernel.run("new Thread(() -> { while (true) {} }).start();");
      kernel.send(
          Json.write(new Command.Run(2, "a", "System.setSecurityManager(new SecurityManager());")));
      kernel.send(Json.write(new Command.Run(3, "b", "class A {}")));

      assertThat(kernel.exitStatus()).isEqualTo(70);
    }
  }

  @Test
  void diesWhenOutOfMemory() {
    try (KernelProcess kernel = KernelProcess.start()) {
      kernel.run("var all = new ArrayList<int[]>();\nwhile (true) all.add(new int[10_000]);");

      assertThat(kernel.exitStatus()).isEqualTo(3);
    }
  }

  @Test
  void swapsClassesWithoutTheAttachApi() {
    try (KernelProcess kernel = KernelProcess.start("-XX:+DisableAttachMechanism")) {
      kernel.run("class A { int f() { return 1; } }\nvar a = new A();");
      kernel.run("class A { int f() { return 2; } }");
      kernel.run("a.f()");

      assertThat(kernel.next(Event.Value.class).text()).isEqualTo("2");
    }
  }

  @Test
  void trains() {
    try (KernelProcess kernel = KernelProcess.startTraining()) {
      assertThat(kernel.exitStatus()).isZero();
    }
  }

  @Test
  void tellsTheSameWhetherOrNotItHasRehearsed() {
    List<String> rehearsed = told("-Dorrery.rehearsed=true", 0);

    assertThat(rehearsed).anyMatch(event -> event.contains("insert into authors"));
    assertThat(told("-Dorrery.rehearsed=false", 0)).isEqualTo(rehearsed);
  }

  /** A second is enough for it to have begun, and not for it to be at its end. */
  @Test
  void leavesItsRehearsalForACell() {
    assertThat(told("-Dorrery.rehearsed=false", 1_000))
        .isEqualTo(told("-Dorrery.rehearsed=false", 0));
  }

  /** Between nothing and all: it is a part of what the cell took. */
  @Test
  void measuresWhatTheInspectorDoes() {
    String read = "((long[]) System.getProperties().get(\"" + Meter.PROPERTY + "\"))[0]";
    try (KernelProcess kernel = KernelProcess.start("-Dorrery.metered=true")) {
      kernel.run(ENTITY);
      kernel.run(WORK);
      kernel.run(read);
      kernel.next(Event.Finished.class);
      double took = kernel.next(Event.Finished.class).millis();
      long nanos = Long.parseLong(kernel.next(Event.Value.class).text());

      assertThat(nanos / 1e6).isBetween(0.1, took);
    }
  }

  /** What a kernel says to cells that it gets so late, without how long anything took. */
  private static List<String> told(String option, int millis) {
    try (KernelProcess kernel = KernelProcess.start(option)) {
      kernel.next(Event.Kernel.class);
      Thread.sleep(millis);
      kernel.run(ENTITY);
      kernel.run(WORK);
      kernel.run("session.close();\nfactory.close();\nnew Object() {}.getClass().getName()");
      for (long order = 1; order < 9; order++) {
        kernel.send(Json.write(new Command.Explain(4, "insert", order)));
      }
      kernel.send(Json.write(new Command.Ping()));
      List<String> told = new ArrayList<>();
      for (Event event = kernel.next(); !(event instanceof Event.Pong); event = kernel.next()) {
        told.add(Json.write(event).replaceAll("\"(millis|nanos)\":[0-9.E]+", "$1"));
      }
      return told;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
