package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriver;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Json;
import orrery.page.Browser;
import tools.jackson.databind.JsonNode;

/**
 * Few places for kernels, and kernels that nobody uses: what learners and operators read of it.
 * Each test has notebooks of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupervisionIT {

  private static final String CELL = "scratch";
  private static final String ENDLESS = "Thread.sleep(600_000);";
  private static final String FIRST = "01-open-the-bookstore";
  private static final String SECOND = "02-build-a-factory";
  private static final String THIRD = "03-map-a-class";
  private static final String FOURTH = "04-relate-two-classes";

  /** Of code, output and failures of the learner's; no log may have it. */
  private static final String SECRET = "quetzal";

  /** Two places, and whoever is idle makes room at once. */
  private Product crowded;

  /** One place, and whoever is idle sleeps soon. */
  private Product sleepy;

  private final WebDriver browser = Browser.shared();
  private final NotebookPage page = new NotebookPage(browser);

  SupervisionIT() throws Exception {}

  @BeforeAll
  void start(@TempDir Path one, @TempDir Path other) throws Exception {
    browser.manage().window().setSize(new Dimension(1280, 900));
    crowded = Product.serve(one, Map.of("ORRERY_KERNEL_MOST", "2", "ORRERY_KERNEL_SPARED", "0s"));
    sleepy =
        Product.serve(
            other,
            Map.of(
                "ORRERY_KERNEL_MOST", "1",
                "ORRERY_KERNEL_IDLE", "8s",
                "ORRERY_KERNEL_STRAY", "1s",
                "LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs"));
  }

  @AfterAll
  void stop() throws Exception {
    browser.get("about:blank");
    crowded.close();
    sleepy.close();
  }

  private static Wire open(Product product, String lesson) throws Exception {
    return Wire.open(product, product.notebook(lesson));
  }

  private static boolean is(JsonNode event, Event.State state, int place) {
    return event.get("type").asString().equals("kernel")
        && Json.event(event.deepCopy().asObject().without("seq").toString())
            instanceof Event.Kernel kernel
        && kernel.state() == state
        && kernel.place() == place;
  }

  private static String last(List<JsonNode> events) {
    return events.get(events.size() - 1).toString();
  }

  private String standing() {
    return String.valueOf(
        page.script("return document.querySelector('[data-cell=scratch] .bar').textContent"));
  }

  @Test
  void whoFindsAllTakenWaitsInLineAndSeesTheirPlace() throws Exception {
    try (Wire busy = open(crowded, FIRST);
        Wire busyToo = open(crowded, SECOND);
        Wire before = open(crowded, THIRD)) {
      busy.send(new Command.Run(0, CELL, ENDLESS));
      busy.until("started");
      busyToo.send(new Command.Run(0, CELL, ENDLESS));
      busyToo.until("started");
      before.send(new Command.Run(0, CELL, "1"));
      before.until(event -> is(event, Event.State.WAITING, 1));

      page.open(crowded, FOURTH);
      page.type(CELL, "40 + 2");
      page.run(CELL);
      page.await(() -> standing().contains("Waiting for a kernel: 2nd in line"));
      assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();

      browser.navigate().refresh();
      page.awaitReady();
      page.await(() -> standing().contains("Waiting for a kernel: 2nd in line"));
      try (Wire other = open(crowded, FOURTH)) {
        other.until(event -> is(event, Event.State.WAITING, 2));

        before.send(new Command.Interrupt());
        before.until("finished");
        page.await(() -> standing().contains("Waiting for a kernel: 1st in line"));
        other.until(event -> is(event, Event.State.WAITING, 1));
      }
      assertThat(crowded.kernels()).hasSize(2);

      busy.send(new Command.Interrupt());
      busy.until("finished");
      page.awaitOutput(CELL, "42");
      busy.until(event -> is(event, Event.State.ASLEEP, 0));
      busyToo.send(new Command.Interrupt());
      busyToo.until("finished");
    }
  }

  @Test
  void aKernelMakesRoomForWhoWaitsAndTheNextRunBringsBackWhatItHeld() throws Exception {
    try (Wire early = open(crowded, "05-watch-the-session");
        Wire second = open(crowded, "06-follow-a-flush");
        Wire late = open(crowded, "07-ask-a-question")) {
      early.run(CELL, "int kept = 7;");
      second.run(CELL, "1");

      late.run(CELL, "2");
      assertThat(last(early.until(event -> is(event, Event.State.ASLEEP, 0))))
          .contains("Somebody waited for a kernel")
          .contains("runs your earlier cells again first");

      assertThat(early.run(CELL, "kept + 1").toString()).contains("\"replaying\"", "\"8\"");
    }
  }

  @Test
  void aComparisonRunsWithOnePlace() throws Exception {
    try (Wire wire = open(sleepy, FIRST)) {
      wire.run(CELL, "1 + 1");
      wire.send(
          new Command.Compare(
              1, CELL, List.of(new Event.Variant("one", "1 + 1"), new Event.Variant("two", "2"))));

      String compared = last(wire.until("compared"));

      assertThat(compared).contains("\"one\"", "\"two\"").doesNotContain("\"failure\":\"");
    }
  }

  @Test
  void anIdleKernelSleepsAndWakesByReplay() throws Exception {
    page.open(sleepy, SECOND);
    page.type(CELL, "int answer = 41;");
    page.run(CELL);
    page.awaitState(CELL, "ok");

    page.await(() -> page.notices().contains("Nothing ran here for a while"));
    assertThat(page.notices()).contains("kernel asleep", "runs your earlier cells again first");
    assertThat(standing()).contains("from an earlier kernel");
    assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();
    page.await(() -> sleepy.kernels().isEmpty());

    page.type(CELL, "answer + 1");
    page.run(CELL);
    page.awaitOutput(CELL, "⇒ 42");
  }

  @Test
  void threadsThatNeverRestEndTheirKernel() throws Exception {
    try (Wire wire = open(sleepy, THIRD)) {
      wire.run(CELL, "new Thread(() -> { while (true) {} }).start();");

      assertThat(last(wire.until(event -> is(event, Event.State.DIED, 0))))
          .contains("Threads that a cell left behind kept the processor busy");
      wire.send(new Command.Reset(null));
      wire.until("cleared");
    }
  }

  @Test
  void healthAndMetricsCanBeReadAndNothingElse() throws Exception {
    try (Wire wire = open(crowded, "08-count-the-queries")) {
      wire.run(CELL, "1");
    }
    for (String path : List.of("", "/liveness", "/readiness")) {
      HttpResponse<String> health = crowded.get("/actuator/health" + path);
      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(health.body()).contains("\"UP\"");
    }
    assertThat(crowded.get("/actuator/health/readiness").body()).contains("kernels");
    assertThat(crowded.get("/actuator/prometheus").body())
        .contains("orrery_kernels_places 2.0", "orrery_kernels_running", "orrery_kernels_waiting")
        .contains("# HELP orrery_runs_seconds Runs of cells", "orrery_runs_seconds_count{status=")
        .contains("orrery_kernel_starts_seconds_count", "orrery_kernels_starting")
        .contains("orrery_events_total", "orrery_viewers");
    for (String path : List.of("", "/env", "/metrics", "/loggers", "/heapdump", "/shutdown")) {
      assertThat(crowded.get("/actuator" + path).statusCode()).isEqualTo(404);
    }
    assertThat(withoutKey(crowded.at("/actuator/prometheus"))).isEqualTo(401);
    assertThat(withoutKey(crowded.at("/actuator/health"))).isEqualTo(401);
  }

  @Test
  void aServerThatCannotStartKernelsIsNotReady(@TempDir Path data) throws Exception {
    try (Product broken = Product.serve(data, Map.of("ORRERY_KERNEL_MEMORY", "9m"));
        Wire wire = open(broken, FIRST)) {
      wire.send(new Command.Run(0, CELL, "1"));
      assertThat(last(wire.until(event -> is(event, Event.State.DIED, 0))))
          .contains("The next run starts a new one");

      HttpResponse<String> ready = broken.get("/actuator/health/readiness");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).contains("A kernel ended before it was ready.");
      assertThat(broken.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
      assertThat(broken.printed())
          .anyMatch(line -> line.contains("It was not ready yet. Its last words: "));
    }
  }

  private static int withoutKey(URI address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  @Test
  void theLogTellsOfNotebooksAndNothingOfTheLearners() throws Exception {
    String notebook = sleepy.notebook(FOURTH);
    try (Wire wire = open(sleepy, FOURTH)) {
      wire.run(CELL, "class %1$s {} System.out.println(\"%1$s\");".formatted(SECRET));
      wire.run(CELL, "throw new IllegalStateException(\"%s\");".formatted(SECRET));
      wire.run(CELL, "%s".formatted(SECRET));
      wire.send(new Command.Run(0, CELL, dying("new FileOutputStream(FileDescriptor.err)")));
      assertThat(wire.until("failed").toString()).contains("kernel_died");
      wire.send(new Command.Run(0, CELL, dying("new FileOutputStream(\"/proc/self/fd/4\")")));
      assertThat(wire.until("failed").toString()).contains("kernel_died");
      wire.send(new Command.Reset(null));
      wire.until("cleared");
    }

    page.await(() -> sleepy.printed().stream().filter(line -> line.contains(notebook)).count() > 1);
    List<String> log =
        sleepy.printed().stream().filter(line -> !line.startsWith("Orrery is ready")).toList();
    assertThat(log).noneMatch(line -> line.contains(SECRET)).allMatch(line -> line.startsWith("{"));
    assertThat(log)
        .map(Json.MAPPER::readTree)
        .filteredOn(line -> line.path("message").asString().contains("kernel of notebook"))
        .isNotEmpty()
        .allMatch(line -> line.path("notebook").asString().length() == notebook.length());
  }

  /** Writes to a stream that is not for it, and takes the whole kernel down. */
  private static String dying(String stream) {
    return """
        import java.io.*;
        try (var raw = %s) { raw.write("\\0\\0\\0\\7%s".getBytes()); }
        Thread.sleep(300);
        var unsafe = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        unsafe.setAccessible(true);
        ((sun.misc.Unsafe) unsafe.get(null)).putAddress(0, 0);
        """
        .formatted(stream, SECRET);
  }
}
