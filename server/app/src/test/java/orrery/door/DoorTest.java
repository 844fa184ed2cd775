package orrery.door;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
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

  private static final Pace.Allowance PLENTY = new Pace.Allowance(1_000, 1_000);

  @TempDir Path folder;
  private Keys keys;
  private Door door;
  private MockFilterChain chain = new MockFilterChain();

  @BeforeEach
  void makeKeys() throws IOException {
    keys = new Keys(folder, 2);
    door = door(new Pace(PLENTY, PLENTY));
  }

  private Door door(Pace pace) {
    Hosts hosts = new Hosts("class.example.org, 10.0.0.5:9000", "192.0.2.7");
    return new Door(keys, hosts, pace, new Monitor("watch"));
  }

  private MockHttpServletResponse pass(MockHttpServletRequest request) throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    request.setLocalPort(PORT);
    chain = new MockFilterChain();
    door.doFilter(request, response, chain);
    return response;
  }

  private MockHttpServletRequest withCookie(String method) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, "/");
    request.setCookies(new Cookie("orrery-" + PORT, keys.cookie(Owner.HOST)));
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
          GET , 192.0.2.7:8080,    -,                      -,           false, 200
          GET , 192.0.2.7,         -,                      -,           false, 421
          POST, 192.0.2.7:8080,    http://192.0.2.7:8080,  same-origin, false, 200
          POST, 192.0.2.7:8080,    https://192.0.2.7:8080, same-origin, false, 403
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

  @ParameterizedTest(name = "{0} on {1}: here {2}, for others {3}")
  @CsvSource(
      textBlock =
          """
          '',              127.0.0.1, 127.0.0.1:8080, 127.0.0.1:8080
          '',              0.0.0.0,   127.0.0.1:8080, 127.0.0.1:8080
          '',              '::',      127.0.0.1:8080, 127.0.0.1:8080
          '',              '::1',     [::1]:8080,     [::1]:8080
          '',              192.0.2.7, 192.0.2.7:8080, 192.0.2.7:8080
          class.example.org, 0.0.0.0, 127.0.0.1:8080, class.example.org
          """)
  void tellsAnAddressThatCanBeOpened(String names, String address, String here, String others) {
    Hosts hosts = new Hosts(names, address);

    assertThat(hosts.here(PORT)).isEqualTo(here);
    assertThat(hosts.forOthers(PORT)).isEqualTo(others);
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
        .startsWith("orrery-8080=" + keys.cookie(Owner.HOST))
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

  private static Cookie cookie(String value) {
    return new Cookie("orrery-" + PORT, value);
  }

  /** The request that came through. */
  private HttpServletRequest passed() {
    return (HttpServletRequest) Objects.requireNonNull(chain.getRequest());
  }

  private MockHttpServletRequest bare(String path) {
    MockHttpServletRequest request = withCookie("GET");
    request.setCookies();
    request.setRequestURI(path);
    request.setServletPath(path);
    return request;
  }

  private Owner join() throws Exception {
    MockHttpServletRequest request = bare("/");
    request.setParameter("class", keys.classToken().orElseThrow());
    String set = Objects.requireNonNull(pass(request).getHeader("Set-Cookie"));
    return keys.owner(set.replaceFirst("orrery-8080=([^;]*);.*", "$1")).orElseThrow();
  }

  @Test
  void theSecretOutlivesTheServerAndIsPrivate() throws Exception {
    assertThat(new Keys(folder, 0).cookie(Owner.HOST)).isEqualTo(keys.cookie(Owner.HOST));
    assertThat(new Keys(folder, 0).token()).isNotEqualTo(keys.token());
    assertThat(Files.getPosixFilePermissions(folder.resolve("secret")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void aSecretThatWasHalfWrittenIsMadeAnew() throws Exception {
    Files.writeString(folder.resolve("secret"), "");

    Keys anew = new Keys(folder, 0);

    assertThat(Files.readString(folder.resolve("secret"))).hasSize(48);
    assertThat(anew.owner("")).isEmpty();
    assertThat(anew.owner(keys.cookie(Owner.HOST))).isEmpty();
  }

  @Test
  void aCookieThatWasChangedOpensNothing() {
    String good = keys.cookie(Owner.HOST);
    String signature = good.substring(good.indexOf('.'));

    assertThat(keys.owner(good)).contains(Owner.HOST);
    for (String bad :
        List.of("", ".", "host", "host.", signature, "host." + signature, "other" + signature)) {
      assertThat(keys.owner(bad)).as(bad).isEmpty();
    }
  }

  @Test
  void eachLearnerIsAnOwnerUntilTheClassIsFull() throws Exception {
    Owner first = join();
    assertThat(join()).isNotEqualTo(first);
    assertThat(first.isHost()).isFalse();

    MockHttpServletRequest third = bare("/");
    third.setParameter("class", keys.classToken().orElseThrow());
    MockHttpServletResponse full = pass(third);

    assertThat(full.getStatus()).isEqualTo(403);
    assertThat(full.getContentAsString()).contains("class is full");
  }

  @Test
  void whoOpensTheClassAgainStaysWhoHeIs() throws Exception {
    Owner learner = join();
    MockHttpServletRequest again = bare("/");
    again.setParameter("class", keys.classToken().orElseThrow());
    again.setCookies(cookie(keys.cookie(learner)));

    assertThat(pass(again).getHeader("Set-Cookie")).contains(keys.cookie(learner));
  }

  @Test
  void aLearnersCookieOpensNothingWhenThereIsNoClass() throws Exception {
    String cookie = keys.cookie(join());

    assertThat(new Keys(folder, 0).owner(cookie)).isEmpty();
    assertThat(new Keys(folder, 0).owner(keys.cookie(Owner.HOST))).contains(Owner.HOST);
    assertThat(new Keys(folder, 9).owner(cookie)).isPresent();
  }

  @Test
  void whatComesThroughKnowsItsOwner() throws Exception {
    Owner learner = join();
    MockHttpServletRequest request = bare("/");
    request.setCookies(cookie(keys.cookie(learner)));

    assertThat(pass(request).getStatus()).isEqualTo(200);
    assertThat(Door.owner(passed())).isEqualTo(learner);
  }

  @ParameterizedTest(name = "{0} host={1} origin={2}: {3}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          GET , class.example.org,      -,                               200
          GET , class.example.org:8080, -,                               200
          GET , class.example.org:81,   -,                               421
          GET , 10.0.0.5:9000,          -,                               200
          GET , 10.0.0.5,               -,                               421
          GET , not.class.example.org,  -,                               421
          POST, class.example.org,      https://class.example.org,       200
          POST, class.example.org,      http://class.example.org,        200
          POST, class.example.org,      https://class.example.org:444,   403
          POST, class.example.org,      https://10.0.0.5:9000,           403
          POST, 127.0.0.1:8080,         https://127.0.0.1:8080,          403
          """)
  void hasFurtherNamesIfToldSo(String method, String host, @Nullable String origin, int status)
      throws Exception {
    MockHttpServletRequest request = withCookie(method);
    request.removeHeader("Host");
    add(request, "Host", host);
    add(request, "Origin", origin);

    assertThat(pass(request).getStatus()).isEqualTo(status);
  }

  @Test
  void aMonitorReadsHowTheServerDoesAndNothingElse() throws Exception {
    MockHttpServletRequest health = bare("/actuator/health");
    assertThat(pass(health).getStatus()).isEqualTo(401);

    health.addHeader("Authorization", "Bearer watch");
    assertThat(pass(health).getStatus()).isEqualTo(200);

    MockHttpServletRequest lessons = bare("/");
    lessons.addHeader("Authorization", "Bearer watch");
    assertThat(pass(lessons).getStatus()).isEqualTo(401);

    MockHttpServletRequest guess = bare("/actuator/health");
    guess.addHeader("Authorization", "Bearer ");
    assertThat(pass(guess).getStatus()).isEqualTo(401);
  }

  @Test
  void aLearnerDoesNotReadHowTheServerDoes() throws Exception {
    MockHttpServletRequest request = bare("/actuator/prometheus");
    request.setCookies(cookie(keys.cookie(join())));

    assertThat(pass(request).getStatus()).isEqualTo(403);
  }

  @Test
  void aBodyIsRefused() throws Exception {
    MockHttpServletRequest request = withCookie("POST");
    request.addHeader("Origin", "http://127.0.0.1:8080");
    request.setContent(new byte[1]);

    assertThat(pass(request).getStatus()).isEqualTo(413);
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
    door = door(new Pace(PLENTY, new Pace.Allowance(3, 1)));
    for (int i = 0; i < 3; i++) {
      assertThat(pass(withCookie("GET")).getStatus()).isEqualTo(200);
    }

    MockHttpServletResponse refused = pass(withCookie("GET"));

    assertThat(refused.getStatus()).isEqualTo(429);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
    assertThat(refused.getContentAsString()).contains("Try again in 1 s");
  }

  @Test
  void anAddressThatAsksTooOftenIsRefusedBeforeItIsKnown() throws Exception {
    door = door(new Pace(new Pace.Allowance(2, 1), PLENTY));
    for (int i = 0; i < 2; i++) {
      assertThat(pass(bare("/")).getStatus()).isEqualTo(401);
    }
    assertThat(pass(withCookie("GET")).getStatus()).isEqualTo(429);

    MockHttpServletRequest elsewhere = withCookie("GET");
    elsewhere.setRemoteAddr("192.0.2.7");
    assertThat(pass(elsewhere).getStatus()).isEqualTo(200);
  }

  @Test
  void whoGuessesTokensHasToWait() throws Exception {
    MockHttpServletRequest guess = bare("/");
    guess.setParameter("token", "guess");
    for (int i = 0; i < 10; i++) {
      assertThat(pass(guess).getStatus()).isEqualTo(401);
    }

    assertThat(pass(guess).getStatus()).isEqualTo(429);
    assertThat(pass(withCookie("GET")).getStatus()).isEqualTo(200);
  }

  @Test
  void pagesAreNotKept() throws Exception {
    assertThat(pass(withCookie("GET")).getHeader("Cache-Control")).isEqualTo("no-cache");
  }
}
