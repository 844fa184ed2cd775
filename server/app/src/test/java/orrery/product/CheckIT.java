package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void everyLessonDoesWhatItSays() throws Exception {
    Product.Result result = check(LESSONS);

    assertThat(result.status()).as(result.output()).isZero();
    for (Lesson lesson : Lessons.read(LESSONS)) {
      lesson.cells().forEach(cell -> assertThat(result.output()).contains(" " + cell.name()));
    }
  }

  @Test
  void theLessonsInTheJarAreTheLessonsOfTheRepository() throws Exception {
    Product.Result result = check();

    assertThat(result.status()).as(result.output()).isZero();
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

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output())
        .contains("median of 2 rounds")
        .containsPattern("(\\d+\\.\\d+ +){4}09-count-up count")
        .containsPattern("(\\d+\\.\\d+ +){4}all 1 cells");
    assertThat(Product.run(folder, 0, "bench", "--rounds=x").status()).isEqualTo(2);
  }

  @Test
  void aFileThatIsNotThereIsRefused() throws Exception {
    Product.Result result = check(folder.resolve("none.md"));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output()).contains("none.md");
  }
}
