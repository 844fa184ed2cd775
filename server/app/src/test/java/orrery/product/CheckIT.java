package orrery.product;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Limits;
import orrery.kernels.InKernel;
import orrery.kernels.KernelSettings;
import orrery.kernels.Kernels;
import orrery.lesson.Lesson;
import orrery.lesson.Lessons;

/** {@code java -jar orrery.jar check}, as an author runs it. */
class CheckIT {

  private static final Path LESSONS = Path.of("..", "..", "lessons");

  /** Folder of the lessons in the jar. */
  private static final String PACKED = "BOOT-INF/classes/lessons/";

  private static final String EXERCISES =
      """
      # Try exercises

      ## One section

      ```java exercise name=given
      int given = 2;
      ```

      ```java check
      assertThat(given).as("Say two.").isEqualTo(2);
      ```

      ```java solution
      int given = 2;
      ```

      > Hint: Two.

      ```java exercise name=unsolved
      int unsolved = 1;
      ```

      ```java check
      assertThat(unsolved).as("Say two.").isEqualTo(2);
      ```

      Not quite.

      ```java solution
      int unsolved = 3;
      ```

      > Hint: Two.

      ```java exercise name=lax
      int lax = 1;
      ```

      ```java check
      assertThat(lax).as("Say two or more.").isGreaterThan(1);
      ```

      ```java solution
      int lax = 2;
      ```

      > Hint: Two.
      """;

  private static final String WRONG_ANSWERS =
      Stream.of("given", "unsolved", "lax")
          .map(
              name ->
                  """
                  ## NAME

                  ```java
                  int NAME = 1;
                  ```

                  ```text expect
                  Say two
                  ```

                  ```java
                  throw new IllegalStateException("two");
                  ```

                  ```text expect
                  error IllegalStateException: two
                  ```

                  ```java
                  int NAME = 7;
                  ```

                  ```text expect
                  Say two
                  ```

                  """
                      .replace("NAME", name))
          .collect(Collectors.joining());

  @TempDir Path folder;

  private Product.Result check(Path... paths) throws Exception {
    String[] arguments = new String[paths.length + 1];
    arguments[0] = "check";
    for (int i = 0; i < paths.length; i++) {
      arguments[i + 1] = paths[i].toString();
    }
    return Product.run(folder, 0, arguments);
  }

  @Test
  void theLessonsInTheJarAreTheLessonsOfTheRepository() throws Exception {
    Map<String, String> packed = new TreeMap<>();
    try (JarFile jar = new JarFile(Product.JAR.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().startsWith(PACKED) && entry.getName().endsWith(".md")) {
          String text = new String(jar.getInputStream(entry).readAllBytes(), UTF_8);
          packed.put(entry.getName().substring(PACKED.length()), text);
        }
      }
    }

    Map<String, String> written = new TreeMap<>();
    for (Lesson lesson : Lessons.read(LESSONS)) {
      String name = lesson.name() + ".md";
      written.put(name, Files.readString(LESSONS.resolve(name)));
    }
    assertThat(packed).isEqualTo(written);
  }

  @Test
  void anExerciseThatProvesNothingIsShownWithItsLine() throws Exception {
    Files.createDirectory(folder.resolve("wrong"));
    Path lesson = folder.resolve("06-try-exercises.md");
    Files.writeString(lesson, EXERCISES);
    Path wrong = folder.resolve("wrong").resolve("06-try-exercises.md");
    Files.writeString(wrong, WRONG_ANSWERS);

    Product.Result result = check(lesson);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output().lines())
        .containsSequence(
            "FAILED  06-try-exercises given  " + lesson + ":10",
            "    line 10: the starter passes its check")
        .containsSequence(
            "FAILED  06-try-exercises unsolved  " + lesson + ":30",
            "    line 30: the solution does not pass its check",
            "      Say two.")
        .containsSequence(
            "FAILED  06-try-exercises lax  " + wrong + ":72",
            "    line 72: wrong answer 3 passes its check")
        .contains(
            "ok  06-try-exercises unsolved  (starter fails: \"Say two.\")",
            "ok  06-try-exercises lax  (wrong answer 1 fails)",
            "ok  06-try-exercises lax  (wrong answer 2 fails)")
        .endsWith("0 cells and 0 exercises passed, 3 failed");
  }

  @Test
  void aWrongExpectationIsShownWithWhatCame() throws Exception {
    Path lesson = folder.resolve("07-expect-wrongly.md");
    Files.writeString(
        lesson,
        """
        # A wrong lesson

        ## One section

        ```java name=ask
        try (var c = java.sql.DriverManager.getConnection("jdbc:h2:mem:x"); var s = c.createStatement()) {
          s.executeQuery("select 1").next();
        }
        ```

        ```sql expect
        select 2
        ```
        """);

    Product.Result result = check(lesson);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .contains("FAILED", "07-expect-wrongly.md:12", "- select 2", "+ select 1", "1 failed");
  }

  @Test
  void aBrokenLessonIsRefusedWithFileAndLine() throws Exception {
    Path lesson = folder.resolve("08-break-it.md");
    Files.writeString(lesson, "# Broken\n\n## Section\n\n```java wibble\n1\n```\n");

    Product.Result result = check(lesson);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output()).contains("08-break-it.md:5", "wibble");
  }

  @Test
  void aCellThatNeverEndsIsGivenUp() {
    KernelSettings settings = new KernelSettings(folder, KernelSettings.MEMORY, Limits.DEFAULT);
    try (Kernels kernels = new Kernels(settings, false);
        InKernel kernel = new InKernel(kernels, 5)) {
      List<Event.OfRun> events = kernel.run("loop", "while (true) { }");

      assertThat(events.toString()).contains("told nothing for 5 s", "DIED");
    }
  }

  @Test
  void theBenchMeasuresEachCellInThreeKernels() throws Exception {
    Path lesson = folder.resolve("09-count-up.md");
    Files.writeString(lesson, "# Count\n\n## Section\n\n```java name=count\n1 + 1\n```\n");

    Product.Result result = Product.run(folder, 0, "bench", lesson.toString(), "--rounds=2");

    String number = "\\d+\\.\\d+";
    String ratio = number + " \\(\\?\\) +";
    String timings = number + " +" + number + " +" + ratio + ratio + number + " % +";
    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output())
        .contains("medians of 2 rounds")
        .containsPattern(timings + "09-count-up count")
        .containsPattern(timings + "all 1 cells")
        .containsPattern(
            "by its own clock, the inspector adds over 5 % to: (none|09-count-up count)")
        .containsPattern("certain to take over 5 % longer, .*: none");
    assertThat(Product.run(folder, 0, "bench", "--rounds=x").status()).isEqualTo(2);
    String[] atOnce = {"bench", lesson.toString(), "--rounds=1", "--unrehearsed"};
    assertThat(Product.run(folder, 0, atOnce).status()).isZero();
  }

  @Test
  void aFileThatIsNotThereIsRefused() throws Exception {
    Product.Result result = check(folder.resolve("none.md"));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output()).contains("none.md");
  }
}
