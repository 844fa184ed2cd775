package orrery.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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

  private static List<Row> table() throws IOException {
    String text = Files.readString(LESSONS.resolve("README.md"));
    assertThat(text).contains(HEADING);
    return ROW.matcher(text.substring(text.indexOf(HEADING))).results().map(Row::of).toList();
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
  void everyRowHasACellThatExists() throws IOException {
    Set<String> cells = cells();
    List<String> faults = new ArrayList<>();
    for (Row row : table()) {
      if (row.cells().isEmpty()) {
        faults.add(row.id() + ": no cell");
      }
      row.cells().stream()
          .filter(cell -> !cells.contains(cell))
          .map(cell -> row.id() + ": there is no cell " + cell)
          .forEach(faults::add);
    }
    assertThat(faults).as("lessons/README.md, \"%s\"", HEADING).isEmpty();
  }

  @Test
  void everyLessonProvesSomething() throws IOException {
    List<String> proving =
        table().stream()
            .flatMap(row -> row.cells().stream())
            .map(cell -> cell.substring(0, cell.indexOf('#')))
            .toList();
    assertThat(lessons()).hasSizeGreaterThan(13);
    assertThat(lessons())
        .extracting(CoverageTest::name)
        .allSatisfy(lesson -> assertThat(proving).contains(lesson));
  }
}
