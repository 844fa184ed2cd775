package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing is found in a lesson but what the lesson announces, in a {@code trace expect}; and
 * nothing in an answer that solves an exercise.
 */
class FalseAlarmIT {

  private static final Path LESSONS = Path.of("..", "..", "lessons");
  private static final Pattern FINDING =
      Pattern.compile(
          "\\{\"lesson\":\"([^\"]+)\",\"type\":\"finding\",\"run\":(\\d+),\"cell\":\"([^\"]+)\"");
  private static final Pattern PASSED =
      Pattern.compile(
          "\\{\"lesson\":\"([^\"]+)\",\"type\":\"checked\",\"run\":(\\d+),\"cell\":\"[^\"]+\",\"passed\":true");

  @TempDir Path data;

  @Test
  void everyFindingInALessonIsAnnounced() throws Exception {
    String output = Product.run(data, 0, "check", LESSONS.toString(), "--json").output();
    Set<String> passed =
        PASSED.matcher(output).results().map(this::run).collect(Collectors.toSet());
    List<MatchResult> found = FINDING.matcher(output).results().toList();

    assertThat(found).isNotEmpty();
    for (MatchResult finding : found) {
      String lesson = Files.readString(LESSONS.resolve(finding.group(1) + ".md"));
      String cell = cell(lesson, finding.group(3));
      if (!cell.startsWith("```java exercise") || passed.contains(run(finding))) {
        assertThat(cell).as(finding.group(1) + " " + finding.group(3)).contains(": found ");
      }
    }
  }

  private String run(MatchResult event) {
    return event.group(1) + " " + event.group(2);
  }

  /** From a cell to the next; an exercise with all that belongs to it. */
  private static String cell(String lesson, String name) {
    Matcher cell =
        Pattern.compile(
                "(?ms)^```java (?:exercise )?name=" + name + "\\b.*?(?=^```java [^\n]*name=|\\z)")
            .matcher(lesson);
    assertThat(cell.find()).as(name).isTrue();
    return cell.group();
  }
}
