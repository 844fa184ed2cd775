package orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import orrery.product.Product;

/** Whatever the application answers to, it answers nobody without the key. */
class DefaultDenyIT {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void noMappingAnswersAStranger(@TempDir Path folder) throws Exception {
    try (ConfigurableApplicationContext server =
        SpringApplication.run(
            Server.class,
            "--server.port=0",
            "--orrery.data=" + folder.resolve("data"),
            "--orrery.cache=" + Product.CACHE)) {
      Set<String> paths = paths(server);
      assertThat(paths).contains("/", "/error", "/notebooks/x", "/notebooks/x/events");
      int port = port(server);
      for (String path : paths) {
        for (String method : METHODS) {
          assertThat(status(method, port, path)).as("%s %s", method, path).isIn(401, 403, 413);
        }
      }
    }
  }

  private static int port(ConfigurableApplicationContext server) {
    return Objects.requireNonNull(((WebServerApplicationContext) server).getWebServer()).getPort();
  }

  private static Set<String> paths(ConfigurableApplicationContext server) {
    Set<String> patterns =
        new TreeSet<>(List.of("/styles/theme.css", "/src/main.js", "/favicon.ico"));
    server
        .getBeansOfType(RequestMappingInfoHandlerMapping.class)
        .values()
        .forEach(
            mapping ->
                mapping
                    .getHandlerMethods()
                    .keySet()
                    .forEach(info -> patterns.addAll(info.getPatternValues())));
    server
        .getBeansOfType(AbstractUrlHandlerMapping.class)
        .values()
        .forEach(mapping -> patterns.addAll(mapping.getHandlerMap().keySet()));
    Set<String> paths = new TreeSet<>();
    patterns.forEach(each -> paths.add(each.replaceAll("\\{[^}]*}", "x").replaceAll("\\*+", "x")));
    return paths;
  }

  private int status(String method, int port, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
