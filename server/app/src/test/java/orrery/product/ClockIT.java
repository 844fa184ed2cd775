package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.kernel.protocol.Command;
import tools.jackson.databind.JsonNode;

/**
 * The machine's clock is set while Orrery runs: forward by two days, and back to before it was
 * started. libfaketime stands between the server and the clock.
 */
class ClockIT {

  private static final String LESSON = "01-open-the-bookstore";

  @TempDir Path data;
  @TempDir Path folder;

  private Path offset;
  private Product product;

  @BeforeEach
  void start() throws Exception {
    offset = folder.resolve("offset");
    set(0);
    product = serve(0);
  }

  @AfterEach
  void stop() throws Exception {
    product.close();
  }

  /** The library leaves the clock that only runs forward alone, and reads its file each time. */
  private Product serve(int port) throws Exception {
    return Product.serve(
        data,
        Map.of(
            "SERVER_PORT",
            String.valueOf(port),
            "LD_PRELOAD",
            library().toString(),
            "FAKETIME_TIMESTAMP_FILE",
            offset.toString(),
            "FAKETIME_NO_CACHE",
            "1",
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1",
            "FAKETIME_FORCE_MONOTONIC_FIX",
            "0"));
  }

  private static Path library() throws Exception {
    try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
      return folders
          .map(each -> each.resolve("faketime/libfaketime.so.1"))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("the package faketime is not installed"));
    }
  }

  private void set(int days) throws Exception {
    Path next = folder.resolve("next");
    Files.writeString(next, "%+dd".formatted(days));
    Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void aClockThatIsSetEndsNothingAndLosesNothing() throws Exception {
    String cookie = product.cookie();
    String notebook = product.notebook(LESSON);
    Account account = new Account(notebook);
    try (Wire wire = new Wire(product, notebook)) {
      wire.send(new Command.Hello(0));
      show(account, wire.run("scratch", "int kept = 40;"));
      List<ProcessHandle> kernels = product.kernels();

      runWhileSet(2, wire, account);
      runWhileSet(-2, wire, account);

      assertThat(show(account, wire.run("again", "kept + 2"))).contains("\"42\"");
      assertThat(product.kernels()).isEqualTo(kernels);
      assertThat(product.get("/notebooks/" + notebook, cookie).statusCode()).isEqualTo(200);
    }
    assertThat(account.settle(Account.kept(new Wire(product, notebook)))).isEmpty();

    restartADayEarlier();
    assertThat(product.get("/notebooks/" + notebook, cookie).statusCode()).isEqualTo(200);
    assertThat(account.settle(Account.kept(new Wire(product, notebook)))).isEmpty();
  }

  private void runWhileSet(int days, Wire wire, Account account) throws Exception {
    wire.send(new Command.Run(0, "scratch", "Thread.sleep(1500); System.out.println(kept);"));
    show(account, wire.until("started"));
    set(days);
    assertThat(show(account, wire.until("finished"))).contains("40", "\"status\":\"ok\"");
    assertThat(date())
        .isCloseTo(Instant.now().plus(Duration.ofDays(days)), within(1, ChronoUnit.MINUTES));
  }

  /** What the server takes for the time of day. */
  private Instant date() throws Exception {
    String date = product.get("/").headers().firstValue("Date").orElseThrow();
    return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
  }

  private void restartADayEarlier() throws Exception {
    int port = product.port();
    product.kill();
    set(-3);
    product = serve(port);
    product.address();
  }

  private static String show(Account account, List<JsonNode> events) {
    long before = 0;
    for (JsonNode event : events) {
      before = account.show(event, before);
    }
    return events.toString();
  }
}
