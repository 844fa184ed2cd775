package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import orrery.kernel.protocol.Command;
import tools.jackson.databind.JsonNode;

/**
 * Every hostile cell, run in the packaged product: it is contained, the learner is told, the
 * notebook goes on, and so does the neighbour's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileIT {

  private static final long A_WHILE_MILLIS = 1_000;

  @TempDir static Path data;
  private Product product;
  private Wire attacker;
  private Wire neighbour;
  private long neighbours;

  @BeforeAll
  void open() throws Exception {
    product = Product.serve(data);
    neighbour = Wire.open(product, product.notebook("02-build-a-factory"));
    assertThat(sees(neighbour, "40 + 2")).isEqualTo("42");
    neighbours = product.kernels().get(0).pid();
    attacker = Wire.open(product, product.notebook("01-open-the-bookstore"));
  }

  @AfterAll
  void close() throws Exception {
    attacker.close();
    neighbour.close();
    product.close();
    assertThat(Product.kernelFolders()).isEmpty();
  }

  @Test
  void thePageSaysThatThereIsASandbox() throws Exception {
    assertThat(product.get("/").body())
        .contains("Cells run in a sandbox: no network, no files but their own.");
  }

  @TestFactory
  Stream<DynamicTest> cells() throws Exception {
    List<HostileCell> cells = HostileCell.all();
    assertThat(cells).hasSizeGreaterThan(45);
    return cells.stream()
        .filter(cell -> cell.runsOn(Runtime.version().feature()))
        .map(cell -> dynamicTest(cell.name(), () -> attempt(cell)));
  }

  private void attempt(HostileCell cell) throws Exception {
    Map<String, String> values =
        Map.of(
            "pid", String.valueOf(product.pid()),
            "port", String.valueOf(product.port()),
            "file", data.resolve("notebooks").toString(),
            "kernel", String.valueOf(neighbours));
    attacker.send(new Command.Run(0, "scratch", cell.source(values)));
    if (cell.is("interrupt")) {
      attacker.until("started");
      Thread.sleep(A_WHILE_MILLIS);
      attacker.send(new Command.Interrupt());
    }
    List<JsonNode> events = attacker.until("finished");
    String status = events.get(events.size() - 1).get("status").asString();

    assertThat(shown(events)).as("what the learner reads").containsPattern(cell.told());
    if (!cell.status().equals("any")) {
      assertThat(status).as("of %s", shown(events)).isEqualTo(cell.status());
    }
    if (cell.is("fresh")) {
      attacker.send(new Command.Restart());
    }
    assertThat(sees(attacker, "6 * 7")).as("the notebook goes on").isEqualTo("42");
    assertThat(sees(neighbour, "40 + 2")).as("the neighbour goes on").isEqualTo("42");
    assertThat(product.kernels()).extracting(ProcessHandle::pid).contains(neighbours);
  }

  private static String sees(Wire wire, String expression) throws Exception {
    return shown(wire.run("scratch", expression));
  }

  /** What a run printed, showed and failed with. */
  private static String shown(List<JsonNode> events) {
    return events.stream()
        .map(
            event ->
                switch (event.get("type").asString()) {
                  case "output", "value" -> event.get("text").asString();
                  case "failed" -> failure(event.get("failure"));
                  default -> "";
                })
        .collect(Collectors.joining());
  }

  private static String failure(JsonNode failure) {
    JsonNode cause = failure.get("cause");
    return failure.get("type").asString()
        + ": "
        + failure.get("message").asString()
        + "\n"
        + (cause == null || cause.isNull() ? "" : failure(cause));
  }
}
