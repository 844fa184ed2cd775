package orrery.door;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Lets a monitoring system read, without a browser's cookie, how the server does. */
public final class Monitor {

  private static final String PATH = "/actuator";

  private final String token;

  /**
   * @param token what it says to be let in; if blank, nobody is
   */
  public Monitor(String token) {
    this.token = token.strip();
  }

  /** Whether the request asks how the server does. */
  static boolean isFor(HttpServletRequest request) {
    String path = request.getServletPath();
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  /** The host, if the request asks for that, and carries the token. */
  Optional<Owner> owner(HttpServletRequest request) {
    return !token.isEmpty()
            && isFor(request)
            && Keys.same("Bearer " + token, request.getHeader("Authorization"))
        ? Optional.of(Owner.HOST)
        : Optional.empty();
  }
}
