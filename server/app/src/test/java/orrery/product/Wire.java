package orrery.product;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Json;
import tools.jackson.databind.JsonNode;

/** A connection to a notebook without a browser: JSON as it stands on the wire. */
final class Wire implements WebSocket.Listener, AutoCloseable {

  private static final int SECONDS = 60;

  private final WebSocket socket;
  private final BlockingQueue<JsonNode> arrived = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private volatile long millisForEach;
  private final StringBuilder part = new StringBuilder();

  Wire(Product product, String notebook) throws Exception {
    this(product, notebook, product.cookie());
  }

  Wire(Product product, String notebook, String cookie) throws Exception {
    URI address =
        URI.create("ws://127.0.0.1:" + product.port() + "/notebooks/" + notebook + "/events");
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Cookie", cookie)
            .header("Origin", "http://127.0.0.1:" + product.port())
            .buildAsync(address, this)
            .get(SECONDS, TimeUnit.SECONDS);
  }

  /** One that is told all from the beginning. */
  static Wire open(Product product, String notebook) throws Exception {
    Wire wire = new Wire(product, notebook);
    wire.send(new Command.Hello(0));
    return wire;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      arrived.add(Json.MAPPER.readTree(part.toString()));
      part.setLength(0);
    }
    if (millisForEach == 0) {
      from.request(1);
    } else {
      CompletableFuture.delayedExecutor(millisForEach, TimeUnit.MILLISECONDS)
          .execute(() -> from.request(1));
    }
    return CompletableFuture.completedFuture(null);
  }

  /** Takes so long for each message from here on, as a frozen or distant browser does. */
  void slow(long millis) {
    millisForEach = millis;
  }

  /** The next message; null if none comes in time. */
  @Nullable JsonNode next(long millis) throws InterruptedException {
    return arrived.poll(millis, TimeUnit.MILLISECONDS);
  }

  boolean isOpen() {
    return !socket.isInputClosed() && !socket.isOutputClosed();
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    closed.complete(status);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.completeExceptionally(failure);
  }

  void send(Command command) throws Exception {
    send(Json.write(command));
  }

  void send(String text) throws Exception {
    socket.sendText(text, true).get(SECONDS, TimeUnit.SECONDS);
  }

  /** All that comes until one that is {@code wanted}, that one included. */
  List<JsonNode> until(Predicate<JsonNode> wanted) throws Exception {
    List<JsonNode> events = new ArrayList<>();
    while (true) {
      JsonNode event = arrived.poll(SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("waited " + SECONDS + " s in vain; came: " + events);
      }
      events.add(event);
      if (wanted.test(event)) {
        return events;
      }
    }
  }

  List<JsonNode> until(String type) throws Exception {
    return until(event -> event.get("type").asString().equals(type));
  }

  /** All that comes before the answer to a ping. */
  String untilPong() throws Exception {
    send(new Command.Ping());
    return until("pong").toString();
  }

  /** The next so many. */
  List<JsonNode> take(int count) throws Exception {
    List<JsonNode> events = new ArrayList<>();
    while (events.size() < count) {
      events.addAll(until(event -> true));
    }
    return events;
  }

  /** What still came before the connection broke. */
  List<JsonNode> rest() throws Exception {
    closed.handle((status, failure) -> status).get(SECONDS, TimeUnit.SECONDS);
    List<JsonNode> events = new ArrayList<>();
    arrived.drainTo(events);
    return events;
  }

  /** Waits until the server closes, and gives the status. */
  int awaitClose() throws Exception {
    return closed.get(SECONDS, TimeUnit.SECONDS);
  }

  /** Runs a cell and gives its Events. */
  List<JsonNode> run(String cell, String source) throws Exception {
    send(new Command.Run(0, cell, source));
    return until("finished");
  }

  @Override
  public void close() {
    socket.abort();
  }
}
