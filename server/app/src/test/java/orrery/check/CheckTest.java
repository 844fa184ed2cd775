package orrery.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static orrery.check.Events.failed;
import static orrery.check.Events.finished;
import static orrery.check.Events.printed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.kernel.protocol.Event;
import orrery.kernels.Running;

class CheckTest {

  private static final String LESSON =
      """
      # T

      ## S

      ```java name=good
      a
      ```

      ```text expect
      a
      ```

      ```java name=bad
      b
      ```

      ```text expect
      c
      ```
      """;

  private Path folder;
  private Path lesson;
  private int closed;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void aLesson(@TempDir Path folder) throws IOException {
    this.folder = folder;
    lesson = write("01-open-shop.md", LESSON);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int check(String... arguments) {
    return new Check(
            Echo::new, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(List.of(arguments));
  }

  /**
   * Prints a cell's source; {@code die} ends it, {@code throw} fails. A check passes if the source
   * is the same as it, and else tells both.
   */
  private final class Echo implements Running {
    @Override
    public List<Event.OfRun> run(String cell, String source, @Nullable String check) {
      if (source.equals("die")) {
        return List.of(finished(Event.Status.DIED));
      }
      if (source.equals("throw")) {
        return List.of(failed("org.example.Oops", "no", 1), finished(Event.Status.FAILED));
      }
      if (check == null) {
        return List.of(printed(source + "\n"), finished(Event.Status.OK));
      }
      boolean passed = source.equals(check);
      String message = passed ? "" : source + " is not " + check + ".";
      return List.of(
          printed(source + "\n"),
          new Event.Checked(1, cell, passed, message, ""),
          finished(Event.Status.OK));
    }

    @Override
    public void close() {
      closed++;
    }
  }

  @Test
  void aLineForEachCell() {
    assertThat(check(lesson.toString())).isEqualTo(Check.FAILED);
    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "ok  01-open-shop good  (0 statements, 12 ms)",
            "FAILED  01-open-shop bad  " + lesson + ":18",
            "    line 18: output not as expected (- expected, + came)",
            "      - c",
            "      + b",
            "1 cell passed, 1 failed");
    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void aFolderThatPasses() throws IOException {
    write("01-open-shop.md", LESSON.replace("\nb\n", "\nc\n"));
    write("02-close-shop.md", LESSON.replace("\nb\n", "\nc\n"));
    assertThat(check(folder.toString())).isEqualTo(Check.PASSED);
    assertThat(out.toString(UTF_8))
        .contains("02-close-shop bad")
        .endsWith("4 cells passed, 0 failed\n");
    assertThat(closed).isEqualTo(2);
  }

  @Test
  void nothingIsRunAfterTheKernelsEnd() throws IOException {
    write("01-open-shop.md", LESSON.replace("\na\n```\n\n```text", "\ndie\n```\n\n```text"));
    assertThat(check(lesson.toString())).isEqualTo(Check.FAILED);
    assertThat(out.toString(UTF_8))
        .contains("line 6: the kernel ended", "line 14: not run: the kernel ended in cell good")
        .endsWith("0 cells passed, 2 failed\n");
  }

  @Test
  void eventsAsJson() {
    assertThat(check("--json", lesson.toString())).isEqualTo(Check.FAILED);
    assertThat(out.toString(UTF_8).lines())
        .hasSize(4)
        .first()
        .isEqualTo(
            "{\"lesson\":\"01-open-shop\",\"type\":\"output\",\"run\":1,\"cell\":\"cell\","
                + "\"stream\":\"out\",\"text\":\"a\\n\"}");
    assertThat(err.toString(UTF_8)).contains("FAILED  01-open-shop bad");
  }

  @Test
  void faultsOfEveryPlaceAreTold() throws IOException {
    write("02-close-shop.md", "# T\n");
    assertThat(check(folder.toString(), folder + "/none", "--json")).isEqualTo(Check.UNUSABLE);
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8).lines())
        .containsExactly(
            folder + "/02-close-shop.md: no cell: a lesson has at least one java fence",
            folder + "/none: no such file or folder");
    assertThat(closed).isZero();
  }

  @Test
  void folderWithoutLessons() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(check(empty.toString())).isEqualTo(Check.UNUSABLE);
    assertThat(err.toString(UTF_8)).isEqualTo(empty + ": no lesson in this folder\n");
  }

  @Test
  void unknownOption() {
    assertThat(check("--jsn")).isEqualTo(Check.UNUSABLE);
    assertThat(err.toString(UTF_8)).startsWith("unknown option --jsn\nusage: ");
  }

  private static final String EXERCISE =
      """
      # T

      ## S

      ```java exercise name=try
      start
      ```

      ```java check
      right
      ```

      ```java solution
      right
      ```

      ```text expect
      right
      ```

      > Hint: Not left.
      """;

  private static final String WRONG =
      """
      ## try

      It is not left.

      ```java
      left
      ```

      ```text expect
      left
      …
      right
      ```

      ```java
      throw
      ```

      ```text expect
      error Oops: no
      ```

      ```java
      up
      ```

      ```text expect
      up is not right
      ```
      """;

  private Path exercise(String text, String wrong) throws IOException {
    Files.createDirectories(folder.resolve("wrong"));
    Files.writeString(folder.resolve("wrong/03-find-way.md"), wrong);
    return write("03-find-way.md", text);
  }

  private List<String> lines(String text, String wrong) throws IOException {
    Path file = exercise(text, wrong);
    check(file.toString());
    String all = out.toString(UTF_8).replace(file.toString(), "F");
    return all.replace(folder.resolve("wrong/03-find-way.md").toString(), "W").lines().toList();
  }

  @Test
  void anExerciseIsTriedInEveryWay() throws IOException {
    assertThat(lines(EXERCISE, WRONG))
        .containsExactly(
            "ok  03-find-way try  (starter fails: \"start is not right.\")",
            "ok  03-find-way try  (wrong answer 1 fails)",
            "ok  03-find-way try  (wrong answer 2 fails)",
            "ok  03-find-way try  (wrong answer 3 fails)",
            "ok  03-find-way try  (solution, 0 statements, 12 ms)",
            "0 cells and 1 exercise passed, 0 failed");
  }

  @Test
  void theExerciseOfAFolderIsTriedInEveryWayToo() throws IOException {
    Files.delete(lesson);
    exercise(EXERCISE, WRONG);
    assertThat(check(folder.toString())).isEqualTo(Check.PASSED);
    assertThat(out.toString(UTF_8)).contains("(wrong answer 3 fails)");
  }

  @Test
  void aStarterMustFailItsCheckAndRunToItsEnd() throws IOException {
    assertThat(lines(EXERCISE.replace("start", "right"), WRONG))
        .startsWith("FAILED  03-find-way try  F:10", "    line 10: the starter passes its check")
        .endsWith("0 cells and 0 exercises passed, 1 failed");
    out.reset();
    assertThat(lines(EXERCISE.replace("start", "throw"), WRONG))
        .startsWith("FAILED  03-find-way try  F:6", "    line 6: failed");
  }

  @Test
  void aSolutionMustPassItsCheckAndDoWhatIsSaid() throws IOException {
    assertThat(lines(EXERCISE.replace("solution\nright", "solution\nrigth"), WRONG))
        .containsSequence(
            "FAILED  03-find-way try  F:18",
            "    line 18: output not as expected (- expected, + came)",
            "      - right",
            "      + rigth",
            "    line 14: the solution does not pass its check",
            "      rigth is not right.");
  }

  @Test
  void aWrongAnswerMustNotPass() throws IOException {
    assertThat(lines(EXERCISE, WRONG.replace("java\nup", "java\nright")))
        .containsSequence(
            "FAILED  03-find-way try  W:24", "    line 24: wrong answer 3 passes its check");
  }

  @Test
  void aWrongAnswerMustBeToldWhatIsExpected() throws IOException {
    assertThat(lines(EXERCISE, WRONG.replace("java\nup", "java\ndown")))
        .containsSequence(
            "FAILED  03-find-way try  W:28",
            "    line 28: wrong answer 3 is told something else (- expected, + came)",
            "      - up is not right",
            "      + down is not right.");
    out.reset();
    assertThat(lines(EXERCISE, WRONG.replace("error Oops", "error Ouch")))
        .containsSequence(
            "FAILED  03-find-way try  W:20",
            "    line 20: error not as expected (- expected, + came)",
            "      - Ouch: …no…",
            "      + org.example.Oops: no");
    out.reset();
    assertThat(lines(EXERCISE, WRONG.replace("error Oops: no", "no")))
        .containsSequence("FAILED  03-find-way try  W:16", "    line 16: failed");
  }

  @Test
  void wrongAnswersAreReadBeforeAnythingRuns() throws IOException {
    Path file = exercise(EXERCISE, WRONG.replace("## try", "## tri"));
    assertThat(check(file.toString())).isEqualTo(Check.UNUSABLE);
    assertThat(err.toString(UTF_8).lines())
        .containsExactly(
            folder + "/wrong/03-find-way.md:1: no exercise named \"tri\" in 03-find-way",
            folder + "/wrong/03-find-way.md: exercise \"try\" has 0 wrong answers of at least 3");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void anExerciseHasWrongAnswers() throws IOException {
    Path file = write("03-find-way.md", EXERCISE);
    assertThat(check(file.toString())).isEqualTo(Check.UNUSABLE);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            folder + "/wrong/03-find-way.md: exercise \"try\" has 0 wrong answers of at least 3\n");
  }
}
