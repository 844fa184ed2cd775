package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import orrery.kernel.protocol.Command;

/** Messages of a browser that would cost the server more than they cost their sender. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileMessagesIT {

  private static final String EDIT = "{\"type\":\"edit\",\"cell\":\"scratch\",\"source\":";

  private Product product;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    product = Product.serve(data);
  }

  @AfterAll
  void stop() throws Exception {
    product.close();
  }

  /** Each is answered in words, and the next one is read. */
  @Test
  void eachIsRefusedInWords() throws Exception {
    try (Wire wire = new Wire(product, product.notebook("01-open-the-bookstore"))) {
      wire.send(new Command.Hello(0));
      for (String bomb : bombs()) {
        wire.send(bomb);
        String fault = wire.until("fault").toString();
        assertThat(fault)
            .as(start(bomb))
            .contains("not a Command")
            .doesNotContain("Exception", "tools.jackson");
        assertThat(fault.length()).as(start(bomb)).isLessThan(4_000);
      }
      wire.send(
          "{\"type\":\"compare\",\"run\":1,\"cell\":\"scratch\",\"variants\":[{\"strategy\":\"a\"},null]}");
      assertThat(wire.until("fault").toString()).contains("variants[0].source is missing");
      wire.send("x".repeat(1_000_000));
      assertThat(wire.until("fault").toString()).contains("too long");
      assertThat(wire.run("scratch", "6 * 7").toString()).contains("\"text\":\"42\"");
    }
  }

  @Test
  void tenMegabytesCloseTheirConnectionAndNoOther() throws Exception {
    String notebook = product.notebook("02-build-a-factory");
    try (Wire other = new Wire(product, notebook);
        Wire wire = new Wire(product, notebook)) {
      other.send(new Command.Hello(0));
      wire.send(new Command.Hello(0));
      wire.send("x".repeat(10_000_000));
      assertThat(wire.until("fault").toString()).contains("sends more than Orrery takes");
      assertThat(other.run("scratch", "6 * 7").toString()).contains("\"text\":\"42\"");
    }
  }

  private static String start(String bomb) {
    return bomb.substring(0, Math.min(60, bomb.length()));
  }

  private static List<String> bombs() {
    return List.of(
        "",
        "null",
        "[]",
        "[".repeat(100_000),
        "{\"a\":".repeat(40_000),
        EDIT + "[".repeat(100_000) + "]".repeat(100_000) + "}",
        "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",\"type\":\"ping\"}",
        "{\"type\":\"hello\",\"after\":1e999999999}",
        "{\"type\":\"hello\",\"after\":" + "9".repeat(200_000) + "}",
        "{\"type\":\"table\",\"cell\":\"scratch\",\"table\":\"t\",\"connection\":1e99,\"from\":0}",
        "{\"type\":\"ping\",\"type\":\"pong\"}",
        "{\"type\":\"orrery.kernel.protocol.Command$Ping\"}",
        "{\"@class\":\"java.lang.Runtime\"}",
        "{\"type\":\"ping\"} {\"type\":\"ping\"}",
        "{"
            + IntStream.range(0, 20_000)
                .mapToObj(i -> "\"" + i + "\":0")
                .collect(Collectors.joining(","))
            + "}",
        EDIT + "\"\\ud800\u0000\"}",
        "{\"type\":\"" + "x".repeat(200_000) + "\"}");
  }
}
