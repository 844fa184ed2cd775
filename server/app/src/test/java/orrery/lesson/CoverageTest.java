package orrery.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table that says which cell proves which idea has every idea, and names cells that exist. */
class CoverageTest {

  private static final Path LESSONS = Path.of("..", "..", "lessons");
  private static final String HEADING = "## What each lesson proves";
  private static final Pattern ROW =
      Pattern.compile("\\| ([A-F]\\d+) \\| (\\S.*?) \\| (.*?) \\|", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern CELL =
      Pattern.compile("^```java [^\n]*?\\bname=([a-z0-9-]+)", Pattern.MULTILINE);

  /** One row of the table: an idea, and the cells that prove it. */
  private record Row(String id, String idea, List<String> cells) {

    static Row of(MatchResult row) {
      return new Row(
          row.group(1),
          row.group(2),
          CODE.matcher(row.group(3)).results().map(cell -> cell.group(1)).toList());
    }
  }

  /** Every idea that the lessons promise to teach. */
  private static List<String> ideas() {
    return Stream.of("A6", "B7", "C11", "D6", "E4", "F6")
        .flatMap(
            last ->
                IntStream.rangeClosed(1, Integer.parseInt(last.substring(1)))
                    .mapToObj(number -> last.charAt(0) + "" + number))
        .toList();
  }

  private static String section() throws IOException {
    String text = Files.readString(LESSONS.resolve("README.md"));
    assertThat(text).contains(HEADING);
    return text.substring(text.indexOf(HEADING));
  }

  private static List<Row> table() throws IOException {
    return ROW.matcher(section()).results().map(Row::of).toList();
  }

  /** The cells that the table names, and the text before it. */
  private static Set<String> named() throws IOException {
    return CODE.matcher(section())
        .results()
        .map(code -> code.group(1))
        .filter(code -> code.matches("\\d\\d-[a-z-]+#.*"))
        .collect(Collectors.toSet());
  }

  private static List<Path> lessons() throws IOException {
    try (Stream<Path> files = Files.list(LESSONS)) {
      return files.filter(file -> file.getFileName().toString().matches("\\d\\d-.*\\.md")).toList();
    }
  }

  private static String name(Path lesson) {
    return lesson.getFileName().toString().replaceFirst("\\.md$", "");
  }

  private static Set<String> cells() throws IOException {
    Set<String> cells = new HashSet<>();
    for (Path lesson : lessons()) {
      CELL.matcher(Files.readString(lesson))
          .results()
          .forEach(cell -> cells.add(name(lesson) + "#" + cell.group(1)));
    }
    return cells;
  }

  @Test
  void everyIdeaHasARow() throws IOException {
    assertThat(table()).extracting(Row::id).containsExactlyElementsOf(ideas());
  }

  @Test
  void everyRowHasACell() throws IOException {
    assertThat(table()).allSatisfy(row -> assertThat(row.cells()).as(row.id()).isNotEmpty());
  }

  @Test
  void everyCellThatIsNamedExists() throws IOException {
    assertThat(named()).hasSizeGreaterThan(ideas().size());
    assertThat(cells()).as("lessons/README.md, \"%s\"", HEADING).containsAll(named());
  }

  @Test
  void everyLessonProvesSomething() throws IOException {
    assertThat(lessons()).hasSizeGreaterThan(13);
    assertThat(named())
        .extracting(cell -> cell.substring(0, cell.indexOf('#')))
        .containsAll(lessons().stream().map(CoverageTest::name).toList());
  }
}
