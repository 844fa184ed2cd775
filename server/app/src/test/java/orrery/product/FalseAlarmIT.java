package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is found in a lesson but what the lesson announces, in a {@code trace expect}. */
class FalseAlarmIT {

  private static final Path LESSONS = Path.of("..", "..", "lessons");
  private static final Pattern FINDING =
      Pattern.compile("\\{\"lesson\":\"([^\"]+)\",\"type\":\"finding\",.*?\"cell\":\"([^\"]+)\"");

  @TempDir Path data;

  @Test
  void everyFindingInALessonIsAnnounced() throws Exception {
    String output = Product.run(data, 0, "check", LESSONS.toString(), "--json").output();
    List<String[]> found =
        FINDING
            .matcher(output)
            .results()
            .map(match -> new String[] {match.group(1), match.group(2)})
            .toList();

    assertThat(found).isNotEmpty();
    for (String[] where : found) {
      String lesson = Files.readString(LESSONS.resolve(where[0] + ".md"));
      assertThat(cell(lesson, where[1])).as(where[0] + " " + where[1]).contains(": found ");
    }
  }

  /** From a cell to the next. */
  private static String cell(String lesson, String name) {
    Matcher cell =
        Pattern.compile("(?ms)^```java name=" + name + "\\b.*?(?=^```java |\\z)").matcher(lesson);
    assertThat(cell.find()).as(name).isTrue();
    return cell.group();
  }
}
