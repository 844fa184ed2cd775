package orrery.door;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DoorTest {

  private static final int PORT = 8080;

  @TempDir Path folder;
  private Keys keys;

  @BeforeEach
  void makeKeys() {
    keys = new Keys(folder);
  }

  private MockHttpServletResponse pass(MockHttpServletRequest request) throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    request.setLocalPort(PORT);
    new Door(keys).doFilter(request, response, new MockFilterChain());
    return response;
  }

  private MockHttpServletRequest withCookie(String method) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, "/");
    request.setCookies(new Cookie("orrery-" + PORT, keys.cookie()));
    request.addHeader("Host", "127.0.0.1:8080");
    return request;
  }

  @ParameterizedTest(name = "{0} host={1} origin={2} fetch-site={3} websocket={4}: {5}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          GET , 127.0.0.1:8080,    -,                      -,           false, 200
          GET , localhost:8080,    -,                      -,           false, 200
          GET , [::1]:8080,        -,                      -,           false, 200
          GET , LOCALHOST:8080,    -,                      -,           false, 200
          GET , evil.example:8080, -,                      -,           false, 421
          GET , 127.0.0.1,         -,                      -,           false, 421
          GET , 0.0.0.0:8080,      -,                      -,           false, 421
          GET , 127.0.0.1:3000,    -,                      -,           false, 421
          GET , -,                 -,                      -,           false, 421
          GET , 127.0.0.1:8080,    -,                      cross-site,  false, 200
          GET , 127.0.0.1:8080,    https://evil.example,   -,           false, 403
          POST, 127.0.0.1:8080,    http://127.0.0.1:8080,  same-origin, false, 200
          POST, 127.0.0.1:8080,    http://127.0.0.1:8080,  same-site,   false, 403
          POST, 127.0.0.1:8080,    -,                      -,           false, 403
          POST, 127.0.0.1:8080,    null,                   -,           false, 403
          POST, 127.0.0.1:8080,    http://127.0.0.1:3000,  -,           false, 403
          POST, 127.0.0.1:8080,    http://localhost:8080,  -,           false, 403
          POST, evil.example:8080, http://evil.example:8080, -,         false, 421
          GET , 127.0.0.1:8080,    http://127.0.0.1:8080,  same-origin, true , 200
          GET , 127.0.0.1:8080,    http://127.0.0.1:8080,  -,           true , 200
          GET , 127.0.0.1:8080,    -,                      -,           true , 403
          GET , 127.0.0.1:8080,    null,                   -,           true , 403
          GET , 127.0.0.1:8080,    https://evil.example,   cross-site,  true , 403
          GET , evil.example:8080, http://evil.example:8080, -,         true , 421
          """)
  void admitsOnlyItsOwnPages(
      String method,
      @Nullable String host,
      @Nullable String origin,
      @Nullable String site,
      boolean socket,
      int status)
      throws Exception {
    MockHttpServletRequest request = withCookie(method);
    request.removeHeader("Host");
    add(request, "Host", host);
    add(request, "Origin", origin);
    add(request, "Sec-Fetch-Site", site);
    if (socket) {
      request.addHeader("Upgrade", "websocket");
    }

    assertThat(pass(request).getStatus()).isEqualTo(status);
  }

  private static void add(MockHttpServletRequest request, String name, @Nullable String value) {
    if (value != null) {
      request.addHeader(name, value);
    }
  }

  @Test
  void withoutCookieOrWithAForeignOneNobodyPasses() throws Exception {
    MockHttpServletRequest bare = withCookie("GET");
    bare.setCookies();
    assertThat(pass(bare).getStatus()).isEqualTo(401);

    MockHttpServletRequest foreign = withCookie("GET");
    foreign.setCookies(new Cookie("orrery-8080", "0".repeat(48)));
    assertThat(pass(foreign).getStatus()).isEqualTo(401);
  }

  @Test
  void theTokenIsExchangedForACookieByAPageNotARedirect() throws Exception {
    MockHttpServletRequest request = withCookie("GET");
    request.setCookies();
    request.setParameter("token", keys.token());

    MockHttpServletResponse response = pass(request);

    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(response.getHeader("Set-Cookie"))
        .startsWith("orrery-8080=" + keys.cookie())
        .contains("HttpOnly", "SameSite=Strict");
    assertThat(response.getContentAsString()).contains("url=/\"");
  }

  @Test
  void aWrongTokenIsRefusedInWords() throws Exception {
    MockHttpServletRequest request = withCookie("GET");
    request.setParameter("token", "guess");

    MockHttpServletResponse response = pass(request);

    assertThat(response.getStatus()).isEqualTo(401);
    assertThat(response.getContentAsString()).contains("earlier start");
  }

  @Test
  void everyResponseCarriesThePolicyWithAFreshNonce() throws Exception {
    String first = pass(withCookie("GET")).getHeader("Content-Security-Policy");
    String second = pass(withCookie("GET")).getHeader("Content-Security-Policy");

    assertThat(Objects.requireNonNull(first))
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void theCookiesValueOutlivesTheServerAndIsPrivate() throws Exception {
    assertThat(new Keys(folder).cookie()).isEqualTo(keys.cookie());
    assertThat(new Keys(folder).token()).isNotEqualTo(keys.token());
    assertThat(Files.getPosixFilePermissions(folder.resolve("cookie")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void aCookiesValueThatWasHalfWrittenIsMadeAnew() throws Exception {
    Files.writeString(folder.resolve("cookie"), "");

    assertThat(new Keys(folder).cookie()).hasSize(48);
    assertThat(new Keys(folder).isCookie("")).isFalse();
  }

  @Test
  void pagesAreNotKept() throws Exception {
    assertThat(pass(withCookie("GET")).getHeader("Cache-Control")).isEqualTo("no-cache");
  }
}
