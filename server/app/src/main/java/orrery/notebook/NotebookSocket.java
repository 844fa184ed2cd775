package orrery.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Json;
import orrery.text.Printable;
import tools.jackson.core.JacksonException;

/**
 * A browser's connection to one notebook: Commands come in, Events go out. A run belongs to the
 * notebook, never to the connection.
 */
public final class NotebookSocket extends TextWebSocketHandler {

  /** Characters of a message; one that is longer is read to its end and answered with a fault. */
  static final int MOST_MESSAGE = 262_144;

  private static final String PARTS = "parts";

  private static final Logger LOG = LoggerFactory.getLogger(NotebookSocket.class);

  private final Notebooks notebooks;
  private final Map<String, Connection> connections = new ConcurrentHashMap<>();

  /** A browser that has said hello. */
  private record Connection(LiveNotebook notebook, Viewer viewer) {}

  /** Serves the notebooks at {@code /notebooks/{id}/events}. */
  public NotebookSocket(Notebooks notebooks) {
    this.notebooks = notebooks;
  }

  /** Messages come in parts, so that one of any length can be refused in words. */
  @Override
  public boolean supportsPartialMessages() {
    return true;
  }

  @Override
  public void handleTextMessage(WebSocketSession socket, TextMessage part) throws IOException {
    StringBuilder parts =
        (StringBuilder) socket.getAttributes().computeIfAbsent(PARTS, key -> new StringBuilder());
    if (parts.length() <= MOST_MESSAGE) {
      parts.append(part.getPayload());
    }
    if (part.isLast()) {
      socket.getAttributes().remove(PARTS);
      message(socket, parts.toString());
    }
  }

  private void message(WebSocketSession socket, String json) throws IOException {
    Command command = read(socket, json);
    if (command == null) {
      return;
    }
    Connection connection = connections.get(socket.getId());
    if (connection != null) {
      connection.notebook().command(connection.viewer(), command);
    } else if (command instanceof Command.Hello hello) {
      hello(socket, hello);
    } else {
      fault(socket, "say hello first: {\"type\":\"hello\",\"after\":0}");
    }
  }

  private @Nullable Command read(WebSocketSession socket, String json) throws IOException {
    if (json.length() > MOST_MESSAGE) {
      fault(socket, "the message is too long; " + MOST_MESSAGE + " characters are allowed");
      return null;
    }
    try {
      return Json.command(json);
    } catch (JacksonException e) {
      fault(socket, "not a Command: " + e.getOriginalMessage());
      return null;
    }
  }

  private void hello(WebSocketSession socket, Command.Hello hello) throws IOException {
    String id = id(Objects.requireNonNull(socket.getUri()));
    LiveNotebook notebook = notebooks.byId(id).map(Notebooks.Open::notebook).orElse(null);
    if (notebook == null) {
      fault(socket, "there is no such notebook");
      socket.close(CloseStatus.POLICY_VIOLATION);
      return;
    }
    Viewer viewer = new Viewer(hello.after());
    connections.put(socket.getId(), new Connection(notebook, viewer));
    notebook.join(viewer);
    Thread sender = new Thread(() -> send(socket, notebook, viewer), "viewer-" + socket.getId());
    sender.setDaemon(true);
    sender.start();
  }

  private static String id(URI address) {
    return address.getPath().replaceFirst(".*/notebooks/([^/]+)/events$", "$1");
  }

  private void send(WebSocketSession socket, LiveNotebook notebook, Viewer viewer) {
    try (socket) {
      viewer.run(notebook, json -> send(socket, json));
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      LOG.debug("A browser has gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      notebook.leave(viewer);
    }
  }

  private static void send(WebSocketSession socket, String json) {
    try {
      socket.sendMessage(new TextMessage(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To a connection that has a sender the fault goes by it: two threads must not write at once. */
  private void fault(WebSocketSession socket, String message) throws IOException {
    String json = Json.write(new Event.Fault(Printable.line(message)));
    Connection connection = connections.get(socket.getId());
    if (connection == null) {
      socket.sendMessage(new TextMessage(json));
    } else if (!connection.viewer().answer(json)) {
      socket.close(CloseStatus.POLICY_VIOLATION);
    }
  }

  @Override
  public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
    Connection connection = connections.remove(socket.getId());
    if (connection != null) {
      connection.notebook().leave(connection.viewer());
    }
  }
}
