package orrery.page;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the directions in which browser modules may import each other. */
class WebArchitectureTest {

  private static final Path SOURCES = ModuleServer.WEB.resolve("src");
  private static final Pattern IMPORT =
      Pattern.compile("(?:from|import\\()\\s*\"([^\"]+)\"|@import\\s[^\"]*\"([^\"]+)\"");

  /**
   * What each part may import; a part is a folder, or a module at the top. One not named imports
   * nothing.
   */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          entry("notebook.js", Set.of("protocol.js")),
          entry("sql.js", Set.of("protocol.js")),
          entry("trace.js", Set.of("protocol.js", "notebook.js")),
          entry("session.js", Set.of("protocol.js", "notebook.js")),
          entry("flush.js", Set.of("protocol.js", "notebook.js")),
          entry("rows.js", Set.of("protocol.js", "notebook.js")),
          entry("stage.js", Set.of("protocol.js", "trace.js")),
          entry("link.js", Set.of("protocol.js")),
          entry("editor", Set.of("editor", "@codemirror", "@lezer")),
          entry(
              "output",
              Set.of(
                  "output",
                  "stage.js",
                  "protocol.js",
                  "notebook.js",
                  "flush.js",
                  "rows.js",
                  "session.js",
                  "sql.js",
                  "trace.js",
                  "lit-html")),
          entry(
              "cell",
              Set.of(
                  "cell",
                  "stage.js",
                  "editor",
                  "output",
                  "protocol.js",
                  "notebook.js",
                  "trace.js",
                  "lit-html")),
          entry(
              "view",
              Set.of(
                  "view",
                  "cell",
                  "protocol.js",
                  "notebook.js",
                  "link.js",
                  "drafts.js",
                  "lit-html")));

  /** The edge, which wires the rest. */
  private static final String EDGE = "main.js";

  private record Import(Path from, String to) {

    @Override
    public String toString() {
      return SOURCES.relativize(from) + " imports " + to;
    }
  }

  @Test
  void modulesImportOnlyWhatTheirPartMay() throws IOException {
    List<Import> imports = imports();

    assertThat(imports).as("imports seen").hasSizeGreaterThan(30);
    assertThat(imports).filteredOn(found -> !allowed(found)).isEmpty();
  }

  @Test
  void nothingImportsTheEdge() throws IOException {
    assertThat(imports()).noneMatch(found -> found.to().endsWith(EDGE));
  }

  @Test
  void pureModulesTouchNeitherPageNorClockNorNetwork() throws IOException {
    Pattern effect =
        Pattern.compile(
            "\\b(?:document|window|localStorage|performance|Date)\\.|new Date|new WebSocket"
                + "|\\b(?:fetch|setTimeout|setInterval|requestAnimationFrame)\\(");
    for (String pure : List.of("protocol.js", "notebook.js", "session.js", "sql.js", "trace.js")) {
      String code = code(SOURCES.resolve(pure));
      assertThat(code).as(pure).isNotBlank();
      assertThat(effect.matcher(code).results().map(MatchResult::group)).as(pure).isEmpty();
    }
  }

  private static List<Import> imports() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".js"))
          .flatMap(WebArchitectureTest::importsOf)
          .toList();
    }
  }

  private static Stream<Import> importsOf(Path file) {
    return IMPORT
        .matcher(read(file))
        .results()
        .map(WebArchitectureTest::target)
        .map(target -> new Import(file, target));
  }

  private static String target(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  private static boolean allowed(Import found) {
    String from = part(found.from());
    return from.equals(EDGE)
        || MAY_IMPORT.getOrDefault(from, Set.of()).contains(target(found.from(), found.to()));
  }

  /** The part of our own that is imported, or the library's scope. */
  private static String target(Path from, String to) {
    return to.startsWith(".")
        ? part(from.resolveSibling(to).normalize())
        : to.substring(0, to.contains("/") ? to.indexOf('/') : to.length());
  }

  private static String part(Path file) {
    return SOURCES.relativize(file).getName(0).toString();
  }

  /** A file without its comments. */
  private static String code(Path file) {
    return read(file).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
