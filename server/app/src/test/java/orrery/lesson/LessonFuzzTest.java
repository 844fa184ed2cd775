package orrery.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A lesson file is read, or its faults are named; and what is read of it can do nothing in a page.
 */
class LessonFuzzTest {

  private static final String FILE = "lessons/01-open-shop.md";
  private static final Path LESSONS = Path.of("..", "..", "lessons");

  /** The tags that CommonMark writes; an attribute is one of these, and a link has a scheme. */
  private static final Pattern TAG = Pattern.compile("<(?!/?[a-z][a-z0-9]*(?:[ >]|/>|$))");

  private static final Pattern ELEMENT = Pattern.compile("</?([a-z0-9]+)([^>]*)>");
  private static final List<String> ELEMENTS =
      List.of(
          "p",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "em",
          "strong",
          "code",
          "pre",
          "blockquote",
          "ul",
          "ol",
          "li",
          "a",
          "img",
          "br",
          "hr",
          "table",
          "thead",
          "tbody",
          "tr",
          "th",
          "td");
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          " (?:(?:class|title|alt|start|align)=\"[^\"<]*\"|rel=\"nofollow\""
              + "|(?:href|src)=\"(?!\\s*(?i:javascript|vbscript|data|file):)[^\"<]*\"|/)");

  static Stream<byte[]> samples() {
    try (Stream<Path> files = Files.walk(LESSONS)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(LessonFuzzTest::bytes)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @MethodSource("samples")
  @FuzzTest(maxDuration = "60s")
  void isReadOrItsFaultsAreNamed(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    Lesson lesson = faulty(text, () -> LessonReader.read(FILE, text));
    if (lesson != null) {
      assertThat(LessonReader.read(FILE, text)).isEqualTo(lesson);
      assertThat(lesson.cells()).isNotEmpty();
      html(lesson).forEach(LessonFuzzTest::isHarmless);
      faulty(text, () -> WrongAnswersReader.read(FILE, text, lesson));
    }
  }

  /** What was read, or null where it has faults, which are looked at. */
  private static <T> @Nullable T faulty(String text, Supplier<T> read) {
    try {
      return read.get();
    } catch (FaultyLessons faulty) {
      long lines = text.lines().count() + 1;
      assertThat(faulty.faults())
          .isNotEmpty()
          .allSatisfy(
              fault -> {
                assertThat((long) fault.line()).isBetween(0L, lines);
                assertThat(fault.toString())
                    .startsWith(FILE + ":")
                    .doesNotContainPattern("\\p{Cc}&&[^\t]");
              });
      return null;
    }
  }

  private static Stream<String> html(Lesson lesson) {
    Stream<String> blocks =
        lesson.sections().stream()
            .flatMap(section -> section.blocks().stream())
            .flatMap(LessonFuzzTest::html);
    Stream<String> hints =
        lesson.exercises().values().stream().flatMap(exercise -> exercise.hints().stream());
    return Stream.of(Stream.of(lesson.introHtml()), blocks, hints).flatMap(all -> all);
  }

  private static Stream<String> html(Block block) {
    if (block instanceof Block.Prose prose) {
      return Stream.of(prose.html());
    }
    if (block instanceof Block.Prediction prediction) {
      return Stream.of(prediction.html());
    }
    return block instanceof Block.Quiz quiz
        ? Stream.concat(Stream.of(quiz.html()), quiz.choices().stream().map(Block.Choice::html))
        : Stream.empty();
  }

  private static void isHarmless(String html) {
    assertThat(html).doesNotContainPattern(TAG);
    Matcher element = ELEMENT.matcher(html);
    while (element.find()) {
      assertThat(ELEMENTS).contains(element.group(1));
      assertThat(ATTRIBUTE.matcher(element.group(2)).replaceAll("")).as(element.group()).isBlank();
    }
  }
}
