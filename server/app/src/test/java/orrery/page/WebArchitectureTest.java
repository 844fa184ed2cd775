package orrery.page;

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
   * Modules without effects: they may import each other, and the parts that show things may too.
   */
  private static final Set<String> PURE =
      Set.of(
          "legible.js",
          "protocol.js",
          "notebook.js",
          "trace.js",
          "flush.js",
          "steps.js",
          "rows.js",
          "costs.js",
          "stage.js",
          "prediction.js",
          "quiz.js",
          "session.js",
          "sql.js");

  /** What each part may import besides; a part is a folder, or a module at the top. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.of(
          "link.js", Set.of("protocol.js"),
          "editor", Set.of("editor", "@codemirror", "@lezer"),
          "output", Set.of("output", "lit-html"),
          "cell", Set.of("cell", "editor", "output", "lit-html"),
          "view", Set.of("view", "cell", "link.js", "drafts.js", "lit-html"));

  /** Parts that show what the pure modules hold. */
  private static final Set<String> SHOWS = Set.of("output", "cell", "view");

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
    for (String pure : PURE) {
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
    String to = target(found.from(), found.to());
    boolean seesPure = PURE.contains(from) || SHOWS.contains(from);
    return from.equals(EDGE)
        || MAY_IMPORT.getOrDefault(from, Set.of()).contains(to)
        || seesPure && PURE.contains(to);
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
