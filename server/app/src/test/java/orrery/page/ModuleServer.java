package orrery.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Serves the sources of the page and the libraries they import; no Orrery runs. */
final class ModuleServer implements AutoCloseable {

  /** Where the sources are, seen from this module. */
  static final Path WEB = Path.of("..", "..", "web").toAbsolutePath().normalize();

  private static final String RESOURCES = "META-INF/resources";
  private final HttpServer http;
  private final Map<String, String> pages;

  /**
   * @param pages what to serve beside the sources, by path
   */
  ModuleServer(Map<String, String> pages) throws IOException {
    this.pages = pages;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    http.stop(0);
  }

  /** A page on which modules can be imported by the names that the sources use. */
  static String blankPage() throws IOException {
    String imports = JsonMapper.shared().writeValueAsString(Map.of("imports", imports()));
    return "<!doctype html><html lang=en><title>Modules</title><script type=importmap>"
        + imports
        + "</script>";
  }

  /** What the libraries on the class path call their modules, and where those are. */
  private static Map<String, String> imports() throws IOException {
    Map<String, String> imports = new TreeMap<>();
    for (URL map : importMaps()) {
      try (InputStream in = map.openStream()) {
        JsonMapper.shared()
            .readTree(in)
            .get("imports")
            .properties()
            .forEach(entry -> imports.put(entry.getKey(), entry.getValue().asString()));
      }
    }
    return imports;
  }

  static Iterable<URL> importMaps() throws IOException {
    return Collections.list(
        ModuleServer.class.getClassLoader().getResources("META-INF/importmap.json"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = body(path);
    exchange.getResponseHeaders().set("Content-Type", contentType(path));
    exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      if (body != null) {
        out.write(body);
      }
    }
  }

  private byte @Nullable [] body(String path) throws IOException {
    String page = pages.get(path);
    if (page != null) {
      return page.getBytes(StandardCharsets.UTF_8);
    }
    if (path.startsWith("/_static/")) {
      try (InputStream in = getClass().getClassLoader().getResourceAsStream(RESOURCES + path)) {
        return in == null ? null : in.readAllBytes();
      }
    }
    Path file = WEB.resolve(path.substring(1)).normalize();
    return file.startsWith(WEB) && Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
  }

  private static String contentType(String path) {
    return path.endsWith(".js")
        ? "text/javascript; charset=utf-8"
        : path.endsWith(".md") ? "text/plain; charset=utf-8" : "text/html; charset=utf-8";
  }
}
