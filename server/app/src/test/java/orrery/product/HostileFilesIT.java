package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Folders of lessons that attack who reads them, given to the packaged application: each is refused
 * in a line that says what is wrong, at once, and without a stack trace.
 */
@DisabledOnOs(OS.WINDOWS) // pipes, and names that Windows does not allow
class HostileFilesIT {

  private static final int UNUSABLE = 2;
  private static final long PATIENCE_SECONDS = 120;
  private static final String CELL = "```java\nint a;\n```\n";
  private static final String GOOD = "# T\n\n## S\n\n" + CELL;

  @TempDir Path data;
  @TempDir Path folders;

  /** What each folder is told, by the folder's name. */
  private final Map<String, String> told = new LinkedHashMap<>();

  private Path folder(String name, String file, String words) throws IOException {
    Path folder = Files.createDirectory(folders.resolve(name));
    told.put(name, folder + (file.isEmpty() ? "" : "/" + file) + words);
    return folder;
  }

  private void lesson(String name, String file, String text, String words) throws IOException {
    Files.writeString(folder(name, file, words).resolve(file), text);
  }

  private void all() throws Exception {
    Path pipe = folder("pipe", "01-read-pipe.md", ": not a file that can be read");
    assertThat(
            new ProcessBuilder("mkfifo", pipe.resolve("01-read-pipe.md").toString())
                .start()
                .waitFor())
        .isZero();
    Files.createDirectory(
        folder("door", "01-open-door.md", ": not a file that can be read")
            .resolve("01-open-door.md"));
    Files.createSymbolicLink(
        folder("link", "01-show-passwd.md", ": leads out of its folder")
            .resolve("01-show-passwd.md"),
        Path.of("/etc/passwd"));
    Files.createSymbolicLink(
        folder("device", "01-read-zeros.md", ": leads out of its folder")
            .resolve("01-read-zeros.md"),
        Path.of("/dev/zero"));
    Files.createSymbolicLink(
        folder("ring", "01-go-round.md", ": not a file that can be read").resolve("01-go-round.md"),
        Path.of("01-go-round.md"));
    Files.write(
        folder("zip", "01-unpack-me.md", ": not UTF-8").resolve("01-unpack-me.md"),
        new byte[] {'P', 'K', 3, 4, (byte) 0xff, (byte) 0xfe});
    crowd(folder("crowd", "", ": holds over 100 files *.md"));
    lesson("large", "01-fill-shop.md", GOOD + "x".repeat(1 << 20), ": over 1 MB");
    lesson(
        "sections",
        "01-cut-up.md",
        "# T\n\n" + "## a\n".repeat(200_000),
        ": no cell: a lesson has");
    lesson(
        "address",
        "01-use-links.md",
        GOOD + "\n[a]: /" + "u".repeat(300_000) + "\n\n" + "[a]".repeat(200_000),
        ": the addresses of its links, written out, are over 1 MB");
    lesson(
        "name",
        "01-name-cell.md",
        "# T\n\n## S\n\n```java name=" + "a-".repeat(400_000) + "\nx\n```\n",
        ":5: a cell name of over 60 characters");
    lesson(
        "unseen",
        "01-turn-round.md",
        GOOD + "\u202eA word.",
        ":8: an unseen character: write it as \\u202e");
    lesson("terminal", "01-\u001b[2J\nfake.md", GOOD, "");
    told.put("terminal", folders + "/terminal/01-\\u001b[2J\\u000afake.md: not a lesson's name");
    lesson(
        "fence",
        "01-fence-in.md",
        GOOD + "```\u001b]0;x\u0007 y\n```\n",
        ":8: an unseen character");
  }

  private static void crowd(Path folder) throws IOException {
    for (int i = 0; i < 100_000; i++) {
      Files.createFile(folder.resolve(i + ".md"));
    }
  }

  @Test
  void checkTellsOfEachInALine() throws Exception {
    all();
    String[] arguments =
        Stream.concat(
                Stream.of("check"),
                told.keySet().stream().map(name -> folders.resolve(name).toString()))
            .toArray(String[]::new);

    long begun = System.nanoTime();
    Product.Result result = Product.run(data, 0, arguments);

    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun))
        .isLessThan(PATIENCE_SECONDS);
    assertThat(result.status()).as(result.output()).isEqualTo(UNUSABLE);
    assertThat(told.values()).allSatisfy(line -> assertThat(result.output()).contains(line));
    assertThat(result.output()).doesNotContain("Exception", "\tat ", "root:", "\u001b");
  }

  @Test
  void aServerThatCannotUseItsLessonsSaysSoInALine() throws Exception {
    all();
    for (String name : new String[] {"pipe", "link", "terminal"}) {
      Product.Result result = serve(folders.resolve(name));

      assertThat(result.status()).as(result.output()).isEqualTo(UNUSABLE);
      assertThat(result.output().strip().lines()).hasSize(1);
      assertThat(result.output()).startsWith("Orrery did not start: " + told.get(name));
    }
    Product.Result none = serve(folders.resolve("../none"));
    assertThat(none.status()).isEqualTo(UNUSABLE);
    assertThat(none.output().strip())
        .isEqualTo("Orrery did not start: there is no " + folders.resolve("../none"));
  }

  private Product.Result serve(Path lessons) throws Exception {
    return Product.run(data, 0, Map.of("ORRERY_LESSONS", lessons.toString()));
  }

  @Test
  void whatIsNoLessonIsNotReadAsOne() throws Exception {
    for (String path : new String[] {"../../../../etc/passwd", "/dev/zero", "/proc/self/mem"}) {
      Product.Result result = Product.run(data, 0, "check", path);

      assertThat(result.status()).as(result.output()).isEqualTo(UNUSABLE);
      assertThat(result.output()).doesNotContain("root:", "Exception");
    }
  }

  /** Wrong answers lie beside a lesson, and lead out of its folder as little as the lesson may. */
  @Test
  void wrongAnswersStayInTheFolder() throws Exception {
    Path folder = Files.createDirectory(folders.resolve("wrong-answers"));
    Files.writeString(folder.resolve("01-sell-books.md"), GOOD);
    Files.createDirectory(folder.resolve("wrong"));
    Files.createSymbolicLink(folder.resolve("wrong/01-sell-books.md"), Path.of("/etc/passwd"));

    Product.Result result = Product.run(data, 0, "check", folder.toString());

    assertThat(result.status()).isEqualTo(UNUSABLE);
    assertThat(result.output().strip())
        .isEqualTo(folder + "/wrong/01-sell-books.md: leads out of its folder");
  }
}
