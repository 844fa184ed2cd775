package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets in: the packaged server, spoken to byte by byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorIT {

  private static final String LESSON = "01-open-the-bookstore";

  private Product product;
  private int port;
  private String cookie = "";
  private String notebook = "";

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    product =
        Product.serve(
            data, Map.of("ORRERY_HOSTS", "class.example.org", "ORRERY_MONITOR_TOKEN", "watch"));
    port = product.port();
    cookie = product.cookie();
    notebook = "/notebooks/" + product.notebook(LESSON);
  }

  @AfterAll
  void stop() throws Exception {
    product.close();
  }

  private String ask(String method, String path, String... headers) throws Exception {
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    for (String header : headers) {
      request.append(header.replace("PORT", String.valueOf(port))).append("\r\n");
    }
    return Raw.exchange(port, request + "\r\n");
  }

  /** Who asks, for what, and the status; PORT is the server's. */
  @ParameterizedTest(name = "{0} host={1} origin={2} site={3} key={4}: {5}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          WS,   127.0.0.1:PORT,     http://127.0.0.1:PORT,      -,           cookie, 101
          WS,   localhost:PORT,     http://localhost:PORT,      same-origin, cookie, 101
          WS,   class.example.org,  https://class.example.org,  same-origin, cookie, 101
          WS,   127.0.0.1:PORT,     https://evil.example,       -,           cookie, 403
          WS,   evil.example:PORT,  http://evil.example:PORT,   -,           cookie, 421
          WS,   127.0.0.1:PORT,     -,                          -,           cookie, 403
          WS,   127.0.0.1:PORT,     null,                       -,           cookie, 403
          WS,   127.0.0.1:PORT,     http://localhost:PORT,      -,           cookie, 403
          WS,   127.0.0.1:PORT,     http://127.0.0.1:3000,      -,           cookie, 403
          WS,   127.0.0.1:PORT,     http://127.0.0.1:PORT,      cross-site,  cookie, 403
          WS,   127.0.0.1:PORT,     http://127.0.0.1:PORT,      -,           -,      401
          POST, 127.0.0.1:PORT,     https://evil.example,       -,           cookie, 403
          POST, evil.example:PORT,  http://evil.example:PORT,   -,           cookie, 421
          POST, 127.0.0.1:PORT,     -,                          -,           cookie, 403
          POST, 127.0.0.1:PORT,     null,                       -,           cookie, 403
          POST, 127.0.0.1:PORT,     http://127.0.0.1:3000,      -,           cookie, 403
          POST, 127.0.0.1:PORT,     http://127.0.0.1:PORT,      same-site,   cookie, 403
          POST, 127.0.0.1:PORT,     http://127.0.0.1:PORT,      same-origin, cookie, 405
          GET,  127.0.0.1:PORT,     -,                          -,           cookie, 200
          GET,  class.example.org,  -,                          -,           cookie, 200
          GET,  127.0.0.1:PORT,     -,                          -,           -,      401
          GET,  127.0.0.1:PORT,     -,                          -,           forged, 401
          GET,  127.0.0.1:PORT,     -,                          -,           bearer, 401
          GET,  127.0.0.1,          -,                          -,           cookie, 421
          GET,  0.0.0.0:PORT,       -,                          -,           cookie, 421
          GET,  -,                  -,                          -,           cookie, 400
          """)
  void letsInOnlyItsOwnPages(
      String what,
      @Nullable String host,
      @Nullable String origin,
      @Nullable String site,
      @Nullable String key,
      int status)
      throws Exception {
    String answer =
        ask(
            what.equals("POST") ? "POST" : "GET",
            what.equals("WS") ? notebook + "/events" : "/",
            host == null ? "X-None: 1" : "Host: " + host,
            origin == null ? "X-None: 2" : "Origin: " + origin,
            site == null ? "X-None: 3" : "Sec-Fetch-Site: " + site,
            key(key),
            what.equals("WS")
                ? "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
                : "Connection: close");

    assertThat(Raw.status(answer)).as(answer).isEqualTo(status);
    if (status != 101) {
      assertProtected(answer);
    }
  }

  private String key(@Nullable String key) {
    if (key == null) {
      return "X-None: 4";
    }
    return switch (key) {
      case "cookie" -> "Cookie: " + cookie;
      case "forged" -> "Cookie: " + cookie.replaceFirst("host", "root");
      default -> "Authorization: Bearer watch";
    };
  }

  private static void assertProtected(String answer) {
    assertThat(answer)
        .contains("Content-Security-Policy: default-src 'self'", "frame-ancestors 'none'")
        .contains("X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer")
        .contains("Cross-Origin-Resource-Policy: same-origin")
        .doesNotContainIgnoringCase("unsafe-inline")
        .doesNotContainIgnoringCase("Apache Tomcat")
        .doesNotContain("\nServer:", "Exception", "\tat ");
  }

  static List<String> noRequests() {
    return List.of(
        "GARBAGE\r\n\r\n",
        "GET /<script>alert(1)</script> HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
        "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        "GET /styles%2f..%2fx HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\0b\r\nConnection: close\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n"
            + "Connection: close\r\n\r\n0\r\n\r\n",
        "TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("noRequests")
  void whatIsNoRequestIsAnsweredPlainly(String request) throws Exception {
    String answer = Raw.exchange(port, request);

    assertThat(Raw.status(answer)).isBetween(400, 599);
    assertProtected(answer);
  }

  @Test
  void whatIsNotThereIsProtectedToo() throws Exception {
    for (String path : List.of("/nowhere", "/notebooks/none", "/lessons/none", "/error")) {
      assertProtected(
          ask("GET", path, "Host: 127.0.0.1:PORT", "Cookie: " + cookie, "Connection: close"));
    }
  }

  @Test
  void aBodyIsRefusedAndNotRead() throws Exception {
    String answer =
        ask(
            "POST",
            "/",
            "Host: 127.0.0.1:PORT",
            "Origin: http://127.0.0.1:PORT",
            "Cookie: " + cookie,
            "Content-Length: 100000000");

    assertThat(Raw.status(answer)).isEqualTo(413);
    assertProtected(answer);
  }
}
