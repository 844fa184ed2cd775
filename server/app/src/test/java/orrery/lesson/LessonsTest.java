package orrery.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonsTest {

  private static final String GOOD = "# T\n\n## S\n\n```java\nint a;\n```\n";

  @TempDir Path folder;

  @BeforeEach
  void twoLessonsAndAReadMe() throws IOException {
    write("02-sell-books.md", GOOD);
    write("01-open-shop.md", GOOD);
    write("README.md", "not a lesson");
    write("notes.txt", "nor this");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aFolderByNumber() throws IOException {
    assertThat(Lessons.read(folder))
        .extracting(Lesson::name)
        .containsExactly("01-open-shop", "02-sell-books");
  }

  @Test
  void oneFile() throws IOException {
    assertThat(Lessons.read(folder.resolve("02-sell-books.md")))
        .extracting(Lesson::number)
        .containsExactly(2);
  }

  @Test
  void faultsOfAllFiles() throws IOException {
    write("01-close-shop.md", GOOD);
    write("03-fix-shop.md", "# T\n\n## S\n\n```java wrong\nint a;\n```\n");
    assertThatThrownBy(() -> Lessons.read(folder))
        .isInstanceOf(FaultyLessons.class)
        .hasMessageContainingAll(
            folder + "/01-open-shop.md: has the number of 01-close-shop",
            folder + "/03-fix-shop.md:5: unknown info word \"wrong\"");
  }

  @Test
  void tooLarge() throws IOException {
    write("03-fill-shop.md", GOOD + "x".repeat(Lessons.MAX));
    assertThatThrownBy(() -> Lessons.read(folder))
        .hasMessageEndingWith("03-fill-shop.md: over 1 MB");
  }

  @Test
  void notText() throws IOException {
    Files.write(folder.resolve("03-break-text.md"), new byte[] {'#', ' ', (byte) 0xff, '\n'});
    assertThatThrownBy(() -> Lessons.read(folder))
        .hasMessageEndingWith("03-break-text.md: not UTF-8");
  }

  @Test
  void whatIsNoFileIsNotOpened() throws Exception {
    Files.createDirectory(folder.resolve("03-open-door.md"));
    Files.createSymbolicLink(folder.resolve("04-lead-nowhere.md"), Path.of("none"));
    assertThatThrownBy(() -> Lessons.read(folder))
        .hasMessage(
            folder
                + "/03-open-door.md: not a file that can be read\n"
                + folder
                + "/04-lead-nowhere.md: not a file that can be read");
  }

  @Test
  void whatLeadsOutOfTheFolderIsNotShown(@TempDir Path elsewhere) throws IOException {
    Path other = Files.writeString(elsewhere.resolve("secret.txt"), GOOD);
    Files.createSymbolicLink(folder.resolve("03-show-secret.md"), other);
    assertThatThrownBy(() -> Lessons.read(folder))
        .hasMessage(folder + "/03-show-secret.md: leads out of its folder");

    Files.delete(folder.resolve("03-show-secret.md"));
    Files.createSymbolicLink(folder.resolve("03-sell-again.md"), Path.of("02-sell-books.md"));
    assertThat(Lessons.read(folder)).hasSize(3);
  }

  @Test
  void wrongAnswersThatLeadOutOfTheFolder(@TempDir Path elsewhere) throws IOException {
    Path other = Files.writeString(elsewhere.resolve("secret.txt"), "");
    Files.createDirectory(folder.resolve("wrong"));
    Files.createSymbolicLink(folder.resolve("wrong/01-open-shop.md"), other);
    Lesson lesson = Lessons.read(folder).get(0);
    assertThatThrownBy(() -> Lessons.wrongAnswers(folder.resolve("01-open-shop.md"), lesson))
        .hasMessage(folder + "/wrong/01-open-shop.md: leads out of its folder");
  }

  @Test
  void moreThanThereAreNumbers() throws IOException {
    for (int i = 0; i <= Lessons.MOST; i++) {
      write("file-" + i + ".md", "");
    }
    assertThatThrownBy(() -> Lessons.read(folder))
        .hasMessage(folder + ": holds over 100 files *.md");
  }

  @Test
  void aNameThatWouldSteerATerminal() throws IOException {
    write("03-\u001b[2J\nok.md", GOOD);
    assertThatThrownBy(() -> Lessons.read(folder))
        .hasMessageStartingWith(folder + "/03-\\u001b[2J\\u000aok.md: not a lesson's name")
        .hasMessageNotContaining("\n");
  }

  @Test
  void noSuchFile() {
    assertThatThrownBy(() -> Lessons.read(folder.resolve("04-no-file.md")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void thoseBuiltInAreSound() throws IOException {
    assertThat(Lessons.builtIn()).extracting(Lesson::number).startsWith(1);
  }
}
