package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Status;

class InterruptTest extends ShellFixture {

  private final ScheduledExecutorService other = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void end() {
    other.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "for (;;) { try { while (true) {} } catch (Throwable t) {} }",
        "while (true) { try { Thread.sleep(10_000); } catch (Throwable t) {} }",
        "Stream.iterate(1, i -> i + 1).filter(i -> i < 0).findFirst()",
        "IntStream.iterate(0, i -> i).parallel().forEach(i -> {})",
        "Thread.sleep(60_000)",
        "synchronized (Object.class) { Object.class.wait(); }",
        "int f(int n) { return n == 0 ? 0 : f(n - 1) + f(n - 1); }\nf(60)",
        "new CountDownLatch(1).await()",
        "class Slow { public String toString() { while (true) {} } }\nnew Slow()",
      })
  void stops(String source) {
    run("int kept = 5;");
    other.schedule(shell::interrupt, 500, TimeUnit.MILLISECONDS);

    Status status = run(source + "\nint never = 1;");

    assertThat(status).isEqualTo(Status.INTERRUPTED);
    assertThat(all(Event.Finished.class).get(0).millis()).isBetween(300.0, 10_000.0);
    assertThat(failures()).isEmpty();
    run("kept\nThread.interrupted()");
    assertThat(values()).containsExactly("5", "false");
  }

  @Test
  void dropsWhatWaits() throws Exception {
    run("int x = 0;");
    events.clear();
    long first = submit("a", "while (true) {}");
    long second = submit("b", "x = 1;");
    Future<?> interrupted = other.schedule(shell::interrupt, 300, TimeUnit.MILLISECONDS);
    shell.runNext();
    interrupted.get(10, TimeUnit.SECONDS);

    assertThat(all(Event.Finished.class))
        .extracting(Event.Finished::run, Event.Finished::status)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(first, Status.INTERRUPTED),
            org.assertj.core.groups.Tuple.tuple(second, Status.INTERRUPTED));
    run("x");
    assertThat(values()).containsExactly("0");
  }

  @Test
  void doesNotStopWhatComesAfter() {
    shell.interrupt();

    assertThat(run("1 + 1")).isEqualTo(Status.OK);
    assertThat(values()).containsExactly("2");
  }

  @Test
  void stopsThreadsLeftBehind() throws InterruptedException {
    run("var t = new Thread(() -> { while (true) {} }); t.start();");
    shell.interrupt();
    Thread.sleep(500);
    run("t.isAlive()");

    assertThat(values()).containsExactly("false");
  }

  @Test
  void givesUpOnASlowToString() {
    Status status =
        run(
            """
            class Slow { public String toString() { while (true) {} } }
            new Slow()
            class Sleeper {
              public String toString() {
                try { Thread.sleep(60_000); } catch (InterruptedException e) {}
                return "awake";
              }
            }
            new Sleeper()
            1
            """);

    assertThat(status).isEqualTo(Status.OK);
    String tooSlow = "<toString did not end within 2 seconds>";
    assertThat(values()).containsExactly(tooSlow, tooSlow, "1");
  }
}
