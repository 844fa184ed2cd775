package orrery.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/**
 * Every request passes here, handshakes of WebSockets and errors included. Learner code runs behind
 * this door, so a page elsewhere must not reach it: not by another host name that points here, not
 * by a form or socket of a foreign page, not without the key, and not too often.
 */
public final class Door extends OncePerRequestFilter {

  /** Request attribute: the nonce that this response's own scripts and styles carry. */
  public static final String NONCE = "nonce";

  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String OWNER = Owner.class.getName();

  private final Keys keys;
  private final Hosts hosts;
  private final Pace pace;
  private final Monitor monitor;

  /** A door that these keys open. */
  public Door(Keys keys, Hosts hosts, Pace pace, Monitor monitor) {
    this.keys = keys;
    this.hosts = hosts;
    this.pace = pace;
    this.monitor = monitor;
  }

  /** Who makes a request that was let in. */
  public static Owner owner(HttpServletRequest request) {
    if (request.getAttribute(OWNER) instanceof Owner owner) {
      return owner;
    }
    throw new IllegalStateException("this request did not come by the door");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    protect(request, response);
    Optional<Refusal> refusal = stranger(request);
    if (refusal.isPresent()) {
      refusal.get().write(response);
    } else if (isReading(request) && (has(request, "token") || has(request, "class"))) {
      admit(request, response);
    } else {
      known(request, response, chain);
    }
  }

  /** Why a request is refused whoever makes it. */
  private Optional<Refusal> stranger(HttpServletRequest request) {
    String host = header(request, "Host");
    boolean reading = isReading(request);
    if (!hosts.isOurs(host, request.getLocalPort())) {
      return refusal(421, "This is Orrery, and it answers only to its own address.");
    }
    if (!isSameOrigin(request, host, reading)
        || !isSameSite(request.getHeader("Sec-Fetch-Site"), reading)) {
      return refusal(403, "A page of another site may not do this.");
    }
    if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
      return refusal(413, "Nothing can be sent here: what a learner does goes by the WebSocket.");
    }
    return pace.ofAddress(request.getRemoteAddr());
  }

  private static Optional<Refusal> refusal(int status, String words) {
    return Optional.of(new Refusal(status, words));
  }

  private void known(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Owner owner = cookie(request).or(() -> monitor.owner(request)).orElse(null);
    if (owner == null) {
      String words = "Open the address that Orrery printed when it started; it carries the key.";
      new Refusal(401, words).write(response);
    } else if (!owner.isHost() && Monitor.isFor(request)) {
      new Refusal(403, "Only the host may see this.").write(response);
    } else {
      Optional<Refusal> refusal = pace.ofOwner(owner);
      if (refusal.isPresent()) {
        refusal.get().write(response);
      } else {
        request.setAttribute(OWNER, owner);
        chain.doFilter(request, response);
      }
    }
  }

  private static boolean has(HttpServletRequest request, String parameter) {
    return request.getParameter(parameter) != null;
  }

  private static String header(HttpServletRequest request, String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value.toLowerCase(Locale.ROOT);
  }

  /** GET and HEAD change nothing; a WebSocket's handshake is a GET that does. */
  private static boolean isReading(HttpServletRequest request) {
    return List.of("GET", "HEAD").contains(request.getMethod())
        && !"websocket".equals(header(request, "Upgrade"));
  }

  private boolean isSameOrigin(HttpServletRequest request, String host, boolean reading) {
    String origin = request.getHeader("Origin");
    return origin == null && reading || hosts.isSameOrigin(origin, host, request.getLocalPort());
  }

  private static boolean isSameSite(@Nullable String site, boolean reading) {
    return site == null || reading || site.equals("same-origin");
  }

  private Optional<Owner> cookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return Arrays.stream(cookies == null ? new Cookie[0] : cookies)
        .filter(cookie -> cookie.getName().equals(cookieName(request)))
        .flatMap(cookie -> keys.owner(cookie.getValue()).stream())
        .findFirst();
  }

  /** Cookies are shared by all ports of a host, so the port is part of the name. */
  private static String cookieName(HttpServletRequest request) {
    return "orrery-" + request.getLocalPort();
  }

  private void admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<Refusal> tooOften = pace.ofGuesses(request.getRemoteAddr());
    if (tooOften.isPresent()) {
      tooOften.get().write(response);
    } else if (keys.isToken(request.getParameter("token"))) {
      welcome(Owner.HOST, request, response);
    } else if (keys.isClassToken(request.getParameter("class"))) {
      join(request, response);
    } else {
      pace.guessed(request.getRemoteAddr());
      String words = "This key is of an earlier start. Open the address that Orrery printed last.";
      new Refusal(401, words).write(response);
    }
  }

  /** Who was here before stays who he is. */
  private void join(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<Owner> owner = cookie(request).or(keys::learner);
    if (owner.isPresent()) {
      welcome(owner.get(), request, response);
    } else {
      String words = "This class is full. Whoever started Orrery can allow more learners.";
      new Refusal(403, words).write(response);
    }
  }

  /**
   * Exchanges the token for the cookie, with a page that goes on by itself: after a redirect from
   * another site a browser would not send a cookie that is SameSite=Strict.
   */
  private void welcome(Owner owner, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean secure = "https".equals(header(request, "X-Forwarded-Proto"));
    response.addHeader(
        "Set-Cookie",
        cookieName(request)
            + "="
            + keys.cookie(owner)
            + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000"
            + (secure ? "; Secure" : ""));
    String to = HtmlUtils.htmlEscape(request.getRequestURI().replaceFirst("^/+", "/"));
    Refusal.write(
        response,
        200,
        "<meta http-equiv=\"refresh\" content=\"0;url=%1$s\"><a href=\"%1$s\">Orrery</a>"
            .formatted(to));
  }

  /** Sets what each response says to the browser; an error page may come by another way. */
  public static void protect(HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(NONCE) != null) {
      return;
    }
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    String nonce = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    request.setAttribute(NONCE, nonce);
    Protection.of(nonce, response::setHeader);
    response.setHeader("Cache-Control", "no-cache"); // of pages; files have their own
  }
}
