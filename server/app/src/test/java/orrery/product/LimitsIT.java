package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import orrery.kernel.protocol.Command;

/** Each limit of the door and of a notebook, met for real, and said in words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsIT {

  private Product product;
  private String cookie = "";
  private String notebook = "";

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    product =
        Product.serve(
            data,
            Map.of(
                "ORRERY_NOTEBOOK_MB", "1",
                "ORRERY_CLASS", "true",
                "ORRERY_REQUESTS_OWNER_BURST", "200",
                "ORRERY_REQUESTS_OWNER_PER_SECOND", "5"));
    cookie = product.cookie();
    notebook = product.notebook("01-open-the-bookstore", cookie);
  }

  @AfterAll
  void stop() throws Exception {
    product.close();
  }

  private Wire open() throws Exception {
    Wire wire = new Wire(product, notebook, cookie);
    wire.send(new Command.Hello(0));
    return wire;
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
    String learner = product.learner();
    HttpResponse<String> answer = product.get("/", learner);
    for (int i = 0; i < 400 && answer.statusCode() == 200; i++) {
      answer = product.get("/styles/theme.css", learner);
    }

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains("Too many requests");
    assertThat(product.get("/", cookie).statusCode()).isEqualTo(200);
  }

  @Test
  void whoGuessesTokensHasToWait() throws Exception {
    HttpResponse<String> answer = product.get("/?token=guess", cookie);
    for (int i = 0; i < 20 && answer.statusCode() == 401; i++) {
      answer = product.get("/?token=guess" + i, cookie);
    }

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(product.get("/", cookie).statusCode()).isEqualTo(200);
  }

  @Test
  void aConnectionThatSendsTooMuchIsToldAndClosed() throws Exception {
    try (Wire wire = open()) {
      int sent = 0;
      try {
        for (; sent < 2_000; sent++) {
          wire.send(new Command.Ping());
        }
      } catch (Exception e) {
        assertThat(sent).isGreaterThan(400); // the server closed it meanwhile
      }

      assertThat(wire.until("fault").toString()).contains("sends more than Orrery takes");
      wire.awaitClose();
    }
    try (Wire wire = open()) {
      wire.untilPong();
    }
  }

  @Test
  void whoDoesNotSayHelloIsClosed() throws Exception {
    try (Wire wire = new Wire(product, notebook, cookie)) {
      assertThat(wire.awaitClose()).isEqualTo(1008);
    }
  }

  @Test
  void anOwnerHasOnlySoManyConnections() throws Exception {
    String learner = product.learner();
    List<Wire> wires = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        wires.add(new Wire(product, "none", learner));
      }
      assertThat(connects(learner)).isFalse();
      assertThat(connects(cookie)).isTrue();
    } finally {
      wires.forEach(Wire::close);
    }
  }

  private boolean connects(String as) throws Exception {
    try (Wire wire = new Wire(product, notebook, as)) {
      return true;
    } catch (ExecutionException e) {
      assertThat(e).rootCause().hasMessageContaining("429");
      return false;
    }
  }

  @Test
  void onlySoManyBrowsersShowANotebook() throws Exception {
    List<Wire> wires = new ArrayList<>();
    String told = "";
    while (wires.size() <= 51 && !told.contains("\"fault\"")) {
      Wire wire = open();
      wires.add(wire);
      wire.send(new Command.Ping());
      told = wire.until(event -> event.toString().matches(".*\"(pong|fault)\".*")).toString();
    }
    wires.forEach(Wire::close);

    assertThat(told).contains("too many browsers show this notebook; 50 may");
    assertThat(wires).hasSizeBetween(30, 51); // of earlier tests some may not be gone yet
  }

  @Test
  void deepJsonIsAFaultAndNoMore() throws Exception {
    try (Wire wire = open()) {
      wire.send("[".repeat(100_000));
      assertThat(wire.until("fault").toString()).contains("not a Command");
      wire.send("{\"type\":\"edit\",\"cell\":" + "{\"a\":".repeat(40_000));
      assertThat(wire.until("fault").toString()).contains("not a Command");
      wire.untilPong();
    }
  }

  @Test
  void aFullNotebookRunsNothingMoreUntilItIsStartedOver() throws Exception {
    String flood = "System.out.println(\"0123456789\".repeat(25_000));";
    try (Wire wire = open()) {
      String cells = product.get("/notebooks/" + notebook, cookie).body();
      List<String> names =
          Pattern.compile("data-cell=\"([^\"]+)\"")
              .matcher(cells)
              .results()
              .map(found -> found.group(1))
              .distinct()
              .limit(6)
              .toList();
      for (String name : names) {
        wire.send(new Command.Run(0, name, flood));
        String told =
            wire.until(e -> "finished fault".contains(e.get("type").asString())).toString();
        if (told.contains("\"fault\"")) {
          assertThat(told).contains("This notebook holds 1 MB", "Start it over");
          break;
        }
      }
      wire.send(new Command.Reset(null));
      wire.until("cleared");
      wire.run("scratch", "1");
    }
  }

  /** A browser that is frozen, or a line that is dead: it holds up nobody, and is closed. */
  @Test
  void whoDoesNotReadHoldsUpNobody() throws Exception {
    try (Socket frozen = new Socket();
        Wire wire = open()) {
      frozen.setReceiveBufferSize(4096);
      frozen.connect(new InetSocketAddress("127.0.0.1", product.port()));
      handshake(frozen);
      for (int i = 0; i < 40; i++) { // more than the system's buffers take
        wire.run("scratch", "System.out.println(\"0123456789\".repeat(25_000));");
      }
      awaitEnd(frozen);
      wire.run("scratch", "1");
    }
  }

  private void handshake(Socket socket) throws Exception {
    String request =
        "GET /notebooks/%s/events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%2$d\r\nCookie: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
            .formatted(notebook, product.port(), cookie);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(socket.getInputStream().readNBytes(12))
        .endsWith("101".getBytes(StandardCharsets.ISO_8859_1));
    byte[] hello = "{\"type\":\"hello\",\"after\":0}".getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[6 + hello.length];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | hello.length); // masked, with a mask of zeroes
    System.arraycopy(hello, 0, frame, 6, hello.length);
    socket.getOutputStream().write(frame);
  }

  /** Reads nothing until the server has given up, then what was under way. */
  private static void awaitEnd(Socket frozen) throws Exception {
    Thread.sleep(25_000);
    frozen.setSoTimeout(20_000);
    InputStream in = frozen.getInputStream();
    byte[] buffer = new byte[65_536];
    try {
      while (in.read(buffer) >= 0) {
        // up to the end
      }
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }
}
