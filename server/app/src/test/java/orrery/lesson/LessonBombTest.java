package orrery.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Files as large as a lesson may be, made to cost much more than that. A lesson of a megabyte takes
 * a second or two to read; the limit is far above.
 */
class LessonBombTest {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Characters of a lesson with all it is made of, against those of its file. */
  private static final int LARGEST = 16;

  private static final String CELL = "```java\nint a;\n```\n";

  @TestFactory
  Stream<DynamicTest> areReadOrRefusedInTime() {
    return Stream.of(
        bomb("quotations within quotations", () -> ">".repeat(100_000) + " x"),
        bomb("lists within lists", () -> "- ".repeat(100_000) + "x"),
        bomb("both", () -> "> - ".repeat(100_000) + "x"),
        bomb("sections without a title", () -> full("## \n")),
        bomb("sections of one title", () -> full("## a\n")),
        bomb("sections named like those that are numbered", LessonBombTest::numbered),
        bomb("fences", () -> full("```\n")),
        bomb("cells", () -> full("```java\na\n```\n")),
        bomb("unknown fences", () -> full("```x y\n```\n")),
        bomb("a fence of many words", () -> "```java " + "name=a ".repeat(140_000)),
        bomb("a long name", () -> "```java name=" + "a-".repeat(400_000) + "\nx\n```\n"),
        bomb("a long line", () -> full("word ")),
        bomb("emphasis that is never closed", () -> full("**a *b ")),
        bomb("brackets that are never closed", () -> full("![")),
        bomb("one address in every link", LessonBombTest::addresses),
        bomb("references", () -> full("[a]: /u 'x'\n")),
        bomb("a table with cells left out", LessonBombTest::ragged),
        bomb("choices", () -> "Quiz: a?\n\n" + "- [x] a\n".repeat(110_000)),
        bomb("hints", () -> full("> Hint: a\n\n")),
        bomb("titles", () -> full("a\n=\n")),
        bomb("entities", () -> full("&#1")),
        bomb("raw HTML", () -> full("<a ")),
        bomb("comments that are never closed", () -> full("<!--")));
  }

  private static String full(String part) {
    return part.repeat(1_000_000 / part.length());
  }

  private static String numbered() {
    StringBuilder text = new StringBuilder();
    for (int i = 2; text.length() < 500_000; i++) {
      text.append("## a ").append(i).append('\n');
    }
    return text.append("## a\n".repeat(80_000)).toString();
  }

  private static String addresses() {
    return "[a]: /" + "u".repeat(300_000) + "\n\n" + "[a]".repeat(200_000);
  }

  private static String ragged() {
    return "|a".repeat(10_000) + "\n" + "|-".repeat(10_000) + "\n" + "b\n".repeat(300_000);
  }

  private static DynamicTest bomb(String name, Supplier<String> body) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          String text = "# T\n\n## S\n\n" + CELL + "\n" + body.get() + "\n";
          assertThat(text.length()).isLessThan(Lessons.MAX);
          assertTimeoutPreemptively(LONGEST, () -> isReadOrRefused(text));
        });
  }

  private static void isReadOrRefused(String text) {
    try {
      String read = LessonReader.read("lessons/01-open-shop.md", text).toString();
      assertThat(read.length()).isLessThan(LARGEST * text.length());
    } catch (FaultyLessons faulty) {
      assertThat(faulty.faults()).isNotEmpty();
      assertThat(String.valueOf(faulty.getMessage()).length()).isLessThan(300_000);
    }
  }
}
