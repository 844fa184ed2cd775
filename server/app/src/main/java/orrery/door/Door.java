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
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/**
 * Every request passes here, handshakes of WebSockets and errors included. Learner code runs behind
 * this door, so a page elsewhere must not reach it: not by another host name that points here, not
 * by a form or socket of a foreign page, not without the key.
 */
public final class Door extends OncePerRequestFilter {

  /** Request attribute: the nonce that this response's own scripts and styles carry. */
  public static final String NONCE = "nonce";

  private static final List<String> HOSTS = List.of("127.0.0.1", "localhost", "[::1]");

  private final Keys keys;
  private final SecureRandom random = new SecureRandom();

  /** A door that these keys open. */
  public Door(Keys keys) {
    this.keys = keys;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    protect(request, response);
    String host = header(request, "Host");
    boolean reading = isReading(request);
    if (!isOurs(host, request.getLocalPort())) {
      refuse(response, 421, "This is Orrery, and it answers only to its own address.");
    } else if (!isSameOrigin(request.getHeader("Origin"), host, reading)
        || !isSameSite(request.getHeader("Sec-Fetch-Site"), reading)) {
      refuse(response, 403, "A page of another site may not do this.");
    } else if (reading && request.getParameter("token") != null) {
      admit(request, response);
    } else if (!hasCookie(request)) {
      refuse(
          response,
          401,
          "Open the address that Orrery printed when it started; it carries the key.");
    } else {
      chain.doFilter(request, response);
    }
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

  private static boolean isOurs(String host, int port) {
    return HOSTS.stream().anyMatch(name -> host.equals(name + ":" + port));
  }

  private static boolean isSameOrigin(@Nullable String origin, String host, boolean reading) {
    return origin == null ? reading : origin.equals("http://" + host);
  }

  private static boolean isSameSite(@Nullable String site, boolean reading) {
    return site == null || reading || site.equals("same-origin");
  }

  private boolean hasCookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies != null
        && Arrays.stream(cookies)
            .anyMatch(
                cookie ->
                    cookie.getName().equals(cookieName(request))
                        && keys.isCookie(cookie.getValue()));
  }

  /** Cookies are shared by all ports of a host, so the port is part of the name. */
  private static String cookieName(HttpServletRequest request) {
    return "orrery-" + request.getLocalPort();
  }

  /**
   * Exchanges the token for the cookie, with a page that goes on by itself: after a redirect from
   * another site a browser would not send a cookie that is SameSite=Strict.
   */
  private void admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!keys.isToken(request.getParameter("token"))) {
      refuse(
          response,
          401,
          "This key is of an earlier start. Open the address that Orrery printed last.");
      return;
    }
    response.addHeader(
        "Set-Cookie",
        cookieName(request)
            + "="
            + keys.cookie()
            + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000");
    String to = HtmlUtils.htmlEscape(request.getRequestURI().replaceFirst("^/+", "/"));
    write(
        response,
        200,
        "<meta http-equiv=\"refresh\" content=\"0;url="
            + to
            + "\"><a href=\""
            + to
            + "\">Orrery</a>");
  }

  private void protect(HttpServletRequest request, HttpServletResponse response) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String nonce = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    request.setAttribute(NONCE, nonce);
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'self'; script-src 'self' 'nonce-%1$s'; style-src 'self' 'nonce-%1$s'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
            .formatted(nonce));
    response.setHeader("Cache-Control", "no-cache"); // of pages; files have their own
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  }

  private static void refuse(HttpServletResponse response, int status, String message)
      throws IOException {
    write(response, status, "<h1>Orrery</h1><p>" + message + "</p>");
  }

  private static void write(HttpServletResponse response, int status, String body)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response
        .getWriter()
        .write(
            "<!doctype html><html lang=\"en\"><meta name=\"viewport\" content=\"width=device-width\"><title>Orrery</title><link rel=\"icon\" href=\"data:,\">"
                + body
                + "</html>");
  }
}
