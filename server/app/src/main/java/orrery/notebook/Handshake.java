package orrery.notebook;

import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeInterceptor;
import orrery.door.Door;
import orrery.door.Owner;

/** Takes an owner from the request to the connection that comes of it, unless he has too many. */
final class Handshake implements HandshakeInterceptor {

  private static final String OWNER = Owner.class.getName();

  private final Predicate<Owner> mayConnect;

  Handshake(Predicate<Owner> mayConnect) {
    this.mayConnect = mayConnect;
  }

  static Owner owner(WebSocketSession socket) {
    return (Owner) Objects.requireNonNull(socket.getAttributes().get(OWNER));
  }

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes) {
    Owner owner = Door.owner(((ServletServerHttpRequest) request).getServletRequest());
    if (!mayConnect.test(owner)) {
      response.setStatusCode(HttpStatus.TOO_MANY_REQUESTS);
      response.getHeaders().set("Retry-After", "10");
      return false;
    }
    attributes.put(OWNER, owner);
    return true;
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      @Nullable Exception failure) {}
}
