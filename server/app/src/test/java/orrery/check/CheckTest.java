package orrery.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
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

  /** Prints a cell's source; {@code die} ends it. */
  private final class Echo implements Running {
    @Override
    public List<Event.OfRun> run(String cell, String source, @Nullable String check) {
      return source.equals("die")
          ? List.of(finished(Event.Status.DIED))
          : List.of(printed(source + "\n"), finished(Event.Status.OK));
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
}
