package orrery.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import orrery.door.Owner;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Json;
import orrery.store.StoreUnwell;
import orrery.text.Printable;
import tools.jackson.core.JacksonException;

/**
 * A browser's connection to one notebook: Commands come in, Events go out. A run belongs to the
 * notebook, never to the connection.
 */
public final class NotebookSocket extends TextWebSocketHandler {

  private static final Logger LOG = LoggerFactory.getLogger(NotebookSocket.class);

  /** Connections in all and of one owner: a tab each, and all browsers of the host are one. */
  private static final int MOST = 1_000;

  private static final int MOST_OF_OWNER = 100;

  /** Browsers that watch one notebook. */
  private static final int MOST_OF_NOTEBOOK = 50;

  /** Whoever connects says hello within this time. */
  private static final int HELLO_SECONDS = 10;

  private final Notebooks notebooks;
  private final Map<String, Connection> connections = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "hello");
            thread.setDaemon(true);
            return thread;
          });

  /** Serves the notebooks at {@code /notebooks/{id}/events}. */
  public NotebookSocket(Notebooks notebooks) {
    this.notebooks = notebooks;
  }

  /** Comes before each connection. */
  public HandshakeInterceptor handshake() {
    return new Handshake(this::mayConnect);
  }

  private boolean mayConnect(Owner owner) {
    return connections.size() < MOST
        && connections.values().stream().filter(each -> each.owner().equals(owner)).count()
            < MOST_OF_OWNER;
  }

  /** Messages come in parts, so that one of any length can be refused in words. */
  @Override
  public boolean supportsPartialMessages() {
    return true;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession socket) {
    Connection connection = new Connection(socket, Handshake.owner(socket));
    connections.put(socket.getId(), connection);
    clock.schedule(() -> closeIfSilent(connection), HELLO_SECONDS, TimeUnit.SECONDS);
  }

  private static void closeIfSilent(Connection connection) {
    if (connection.watch() == null) {
      close(connection);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.socket().close(CloseStatus.POLICY_VIOLATION);
    } catch (IOException e) {
      LOG.debug("it has gone already", e);
    }
  }

  @Override
  public void handleTextMessage(WebSocketSession socket, TextMessage part) throws IOException {
    Connection connection = connections.get(socket.getId());
    if (connection == null) {
      return;
    }
    if (!connection.mayHear(part)) {
      end(connection, "this browser sends more than Orrery takes, so its connection was closed");
      return;
    }
    String message = connection.hear(part);
    Command command = message == null ? null : read(connection, message);
    if (command != null) {
      take(connection, command);
    }
  }

  private @Nullable Command read(Connection connection, String json) throws IOException {
    if (json.length() > Connection.MOST_MESSAGE) {
      fault(
          connection,
          "the message is too long; " + Connection.MOST_MESSAGE + " characters are allowed");
      return null;
    }
    try {
      return Json.command(json);
    } catch (JacksonException e) {
      fault(connection, "not a Command: " + e.getOriginalMessage());
      return null;
    }
  }

  private void take(Connection connection, Command command) throws IOException {
    Connection.Watch watch = connection.watch();
    if (watch != null) {
      watch.notebook().command(watch.viewer(), command);
    } else if (command instanceof Command.Hello hello) {
      hello(connection, hello);
    } else {
      fault(connection, "say hello first: {\"type\":\"hello\",\"after\":0}");
    }
  }

  private void hello(Connection connection, Command.Hello hello) throws IOException {
    String id = id(Objects.requireNonNull(connection.socket().getUri()));
    LiveNotebook notebook;
    try {
      notebook = notebooks.byId(connection.owner(), id).map(Notebooks.Open::notebook).orElse(null);
    } catch (StoreUnwell e) {
      end(connection, String.valueOf(e.getMessage()));
      return;
    }
    if (notebook == null) {
      end(connection, "there is no such notebook");
    } else if (notebook.viewers() >= MOST_OF_NOTEBOOK) {
      end(connection, "too many browsers show this notebook; " + MOST_OF_NOTEBOOK + " may");
    } else {
      watch(connection, notebook, new Viewer(hello.after()));
    }
  }

  private static void watch(Connection connection, LiveNotebook notebook, Viewer viewer) {
    connection.watches(new Connection.Watch(notebook, viewer));
    notebook.join(viewer);
    WebSocketSession socket = connection.socket();
    Thread sender = new Thread(() -> send(socket, notebook, viewer), "viewer-" + socket.getId());
    sender.setDaemon(true);
    sender.start();
  }

  private static String id(URI address) {
    return address.getPath().replaceFirst(".*/notebooks/([^/]+)/events$", "$1");
  }

  private static void send(WebSocketSession socket, LiveNotebook notebook, Viewer viewer) {
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
  private static void fault(Connection connection, String message) throws IOException {
    String json = Json.write(new Event.Fault(Printable.line(message)));
    Connection.Watch watch = connection.watch();
    if (watch == null) {
      connection.socket().sendMessage(new TextMessage(json));
    } else if (!watch.viewer().answer(json)) {
      close(connection);
    }
  }

  /** Says why, and closes. */
  private static void end(Connection connection, String message) throws IOException {
    fault(connection, message);
    Connection.Watch watch = connection.watch();
    if (watch == null) {
      close(connection);
    } else {
      watch.viewer().close();
    }
  }

  @Override
  public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
    Connection connection = connections.remove(socket.getId());
    Connection.Watch watch = connection == null ? null : connection.watch();
    if (watch != null) {
      watch.notebook().leave(watch.viewer());
    }
  }
}
