package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import orrery.kernel.protocol.Command;
import tools.jackson.databind.JsonNode;

/** The packaged server, spoken to without a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerIT {

  private static final String LESSON = "01-open-the-bookstore";

  private Product product;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    product = Product.serve(data);
  }

  @AfterAll
  void stop() throws Exception {
    product.close();
  }

  private static String notebook(Product of) throws Exception {
    return of.notebook(LESSON);
  }

  private Wire open(long after) throws Exception {
    Wire wire = new Wire(product, notebook(product));
    wire.send(new Command.Hello(after));
    return wire;
  }

  @Test
  void aLessonOpensAsOneNotebook() throws Exception {
    assertThat(notebook(product)).isEqualTo(notebook(product)).hasSize(22);
    HttpResponse<String> page = product.get("/notebooks/" + notebook(product));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("notice trouble");
  }

  @Test
  void anUnknownLessonOrNotebookIsAPageThatLeadsBack() throws Exception {
    for (String path : List.of("/lessons/99-none", "/notebooks/none", "/nowhere")) {
      HttpResponse<String> page = product.get(path);

      assertThat(page.statusCode()).isEqualTo(404);
      assertThat(page.body()).contains("href=\"/\"").doesNotContain("Exception");
    }
  }

  @Test
  void aBadCommandIsAnsweredAndTheConnectionLives() throws Exception {
    try (Wire wire = open(0)) {
      wire.send("{nonsense");
      assertThat(wire.until("fault").toString()).contains("not a Command");

      wire.send("{\"type\":\"fly\"}");
      assertThat(wire.until("fault").toString()).contains("fly");

      wire.send("x".repeat(3_000_000));
      assertThat(wire.until("fault").toString()).contains("too long");

      wire.send("{\"type\":\"run\",\"cell\":\"nowhere\",\"source\":\"1\"}");
      assertThat(wire.until("fault").toString()).contains("no cell named nowhere");

      wire.send(new Command.Ping());
      wire.until("pong");
    }
  }

  @Test
  void helloComesFirst() throws Exception {
    try (Wire wire = new Wire(product, notebook(product))) {
      wire.send(new Command.Ping());
      assertThat(wire.until("fault").toString()).contains("say hello first");
    }
  }

  @Test
  void aClientThatComesBackGetsTheRestAndNothingTwice() throws Exception {
    long seen;
    try (Wire wire = open(0)) {
      List<JsonNode> first = wire.run("scratch", "System.out.println(\"one\"); 40 + 2");
      seen = first.get(first.size() - 1).get("seq").asLong();
      assertThat(first.toString()).contains("one", "42");
    }
    try (Wire wire = open(seen)) {
      List<JsonNode> rest = wire.run("scratch", "System.out.println(\"two\")");

      assertThat(rest).allMatch(event -> event.get("seq").asLong() > seen);
      assertThat(rest.toString()).contains("two").doesNotContain("one");
    }
  }

  @Test
  void eventsAreNumberedUpwards() throws Exception {
    try (Wire wire = open(0)) {
      List<JsonNode> events =
          wire.run("scratch", "for (int i = 0; i < 5; i++) System.out.println(i);");

      assertThat(events.stream().map(event -> event.get("seq").asLong()).toList())
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aSecondServerOnThePortSaysSoInOneLine(@TempDir Path data) throws Exception {
    Product.Result second = Product.run(data, product.port());

    assertThat(second.status()).isEqualTo(1);
    assertThat(second.output().strip())
        .isEqualTo(
            "Orrery did not start: port %d is in use. Choose another: SERVER_PORT=%d ./mvnw"
                .formatted(product.port(), product.port() + 1));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ORRERY_KERNEL_MEMORY | much  | ORRERY_KERNEL_MEMORY is much; it must be a size as -Xmx takes it, like 96m
          ORRERY_KERNEL_MOST   | 0     | ORRERY_KERNEL_MOST is 0; at least 1 kernel must run
          ORRERY_KERNEL_IDLE   | soon  | a setting is 'soon', which it cannot be. See Settings in the README
          SERVER_ADDRESS       | not an address | the setting server.address is 'not an address', which it cannot be. See Settings in the README
          ORRERY_SANDBOX       | maybe | ORRERY_SANDBOX is maybe; it must be auto, required or off
          SERVER_PORT          | x     | the setting server.port is 'x', which it cannot be. See Settings in the README
          """)
  void aMistakenSettingIsToldInOneLine(String name, String value, String told, @TempDir Path data)
      throws Exception {
    Product.Result refused = Product.run(data, 0, Map.of(name, value));

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output().strip()).isEqualTo("Orrery did not start: " + told);
  }

  @Test
  void aCheckTellsAMistakenSettingInOneLineToo(@TempDir Path data) throws Exception {
    Product.Result refused =
        Product.run(data, 0, Map.of("ORRERY_SANDBOX", "maybe"), "check", "none.md");

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.output().strip())
        .isEqualTo("ORRERY_SANDBOX is maybe; it must be auto, required or off");
  }

  @Test
  void theAddressThatIsPrintedIsTheOneItListensOn(@TempDir Path data) throws Exception {
    try (Product elsewhere = Product.serve(data, Map.of("SERVER_ADDRESS", "127.0.0.2"))) {
      URI address = elsewhere.address();
      HttpResponse<String> page =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());

      assertThat(address.getHost()).isEqualTo("127.0.0.2");
      assertThat(page.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aSecondServerOnTheNotebooksSaysSoInOneLine(@TempDir Path data) throws Exception {
    try (Product first = Product.serve(data)) {
      first.address();
      Product.Result second = Product.run(data, 0);

      assertThat(second.status()).isEqualTo(1);
      assertThat(second.output().strip().lines()).hasSize(1).first().asString().contains("another");
    }
  }

  @Test
  void aStopLeavesNoProcessAndNoFolder(@TempDir Path data) throws Exception {
    Product other = Product.serve(data);
    List<ProcessHandle> kernels;
    try (Wire wire = new Wire(other, notebook(other))) {
      wire.send(new Command.Hello(0));
      wire.run("scratch", "1");
      kernels = other.kernels();
    }
    assertThat(kernels).hasSize(1);

    other.close();

    assertThat(kernels).noneMatch(ProcessHandle::isAlive);
    assertThat(Product.kernelFolders())
        .noneMatch(folder -> folder.toString().contains("/" + kernels.get(0).pid() + "-"));
  }

  @Test
  void aKilledServerLeavesNoKernel(@TempDir Path data) throws Exception {
    Product other = Product.serve(data);
    try (Wire wire = new Wire(other, notebook(other))) {
      wire.send(new Command.Hello(0));
      wire.run("scratch", "1");
      wire.send(new Command.Run(0, "scratch", "while (true) {}"));
      wire.until("started");
    }
    List<ProcessHandle> kernels = other.kernels();
    assertThat(kernels).hasSize(1);

    other.kill();

    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (kernels.get(0).isAlive() && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    assertThat(kernels).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void withoutTheKeyNobodyComesIn() throws Exception {
    java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
    HttpResponse<String> refused =
        client.send(
            java.net.http.HttpRequest.newBuilder(product.at("/")).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("printed");
  }
}
