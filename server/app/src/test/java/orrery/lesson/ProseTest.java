package orrery.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import orrery.lesson.Prose.Passage;

/** The prose of the lessons: spelled right, and easy to read. */
class ProseTest {

  private static final Path LESSONS = Path.of("..", "..", "lessons");

  /** From 70 up a text is fairly easy; the lessons stand between 84 and 90. */
  private static final double EASE = 75;

  /** They stand between 3 and 5. */
  private static final double GRADE = 6;

  private static final int WORDS = 30;

  private static final String BAD =
      """
      In practice the instantiation of the aforementioned factory necessitates the provision of \
      configuration parameters, notwithstanding the considerable initialisation overhead that is \
      unavoidably and invariably associated with the establishment of every connection.
      """;

  private static List<Prose> lessons = List.of();
  private static List<Prose> all = List.of();

  @BeforeAll
  static void read() throws IOException {
    lessons = read(LESSONS);
    assertThat(lessons).hasSizeGreaterThan(6);
    all = new ArrayList<>(lessons);
    read(LESSONS.resolve("wrong")).stream().map(Prose::withoutHeadings).forEach(all::add);
    all.add(Prose.read(LESSONS.resolve("README.md")));
  }

  private static List<Prose> read(Path folder) throws IOException {
    List<Prose> prose = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(ProseTest::isLesson).sorted().toList()) {
          prose.add(Prose.read(file));
        }
      }
    }
    return prose;
  }

  private static boolean isLesson(Path file) {
    return file.getFileName().toString().matches("\\d\\d-.*\\.md");
  }

  @Test
  void everyWordIsSpelledRight() throws IOException {
    Spelling spelling = Spelling.british();
    List<String> wrong = new ArrayList<>();
    for (Prose prose : all) {
      for (Passage passage : prose.passages()) {
        spelling.misspelled(passage.text()).stream()
            .map(word -> told(prose, passage, word.start(), word.group(), spelling))
            .forEach(wrong::add);
      }
    }
    assertThat(wrong)
        .as("misspelled; a term that is right goes to house-words.txt, in its place")
        .isEmpty();
  }

  private static String told(
      Prose prose, Passage passage, int index, String word, Spelling spelling) {
    return prose.at(passage.lineAt(index)) + ": " + word + ", meant " + spelling.meant(word);
  }

  @Test
  void houseWordsAreSorted() throws IOException {
    List<String> words = Spelling.houseWords();
    assertThat(words).doesNotHaveDuplicates().isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
  }

  @Test
  void noSentenceIsLong() {
    List<String> longOnes = new ArrayList<>();
    for (Prose prose : all) {
      for (Passage passage : prose.sentences()) {
        Readability.sentences(passage.text()).stream()
            .filter(sentence -> sentence.words() > WORDS)
            .map(
                s -> prose.at(passage.lineAt(s.start())) + ": " + s.words() + " words: " + s.text())
            .forEach(longOnes::add);
      }
    }
    assertThat(longOnes).as("sentences of more than " + WORDS + " words").isEmpty();
  }

  @Test
  void nobodyShouts() {
    List<String> shouts = new ArrayList<>();
    for (Prose prose : all) {
      for (Passage passage : prose.passages()) {
        if (passage.text().contains("!")) {
          shouts.add(prose.at(passage.lineAt(passage.text().indexOf('!'))) + ": " + passage.text());
        }
      }
    }
    assertThat(shouts).as("exclamation marks").isEmpty();
  }

  @Test
  void everyLessonIsPlainEnglish() {
    List<String> hard = new ArrayList<>();
    for (Prose prose : lessons) {
      Readability readability = readability(prose);
      if (readability.ease() < EASE || readability.grade() > GRADE) {
        hard.add(
            "%s: ease %.0f, at least %.0f; grade %.1f, at most %.0f"
                .formatted(prose.at(1), readability.ease(), EASE, readability.grade(), GRADE));
      }
    }
    assertThat(hard).as("hard to read: shorten sentences, choose shorter words").isEmpty();
  }

  private static Readability readability(Prose prose) {
    return Readability.of(prose.sentences().stream().map(Passage::text).toList());
  }

  @Test
  void badProseIsFound() throws IOException {
    Spelling spelling = Spelling.british();
    assertThat(Readability.of(List.of(BAD)).ease()).isLessThan(0);
    assertThat(Readability.sentences(BAD))
        .singleElement()
        .satisfies(sentence -> assertThat(sentence.words()).isGreaterThan(WORDS));
    assertThat(spelling.misspelled("The behavior of teh `transction` is Rowling's colour."))
        .extracting(word -> word.group())
        .containsExactly("behavior", "teh", "transction");
  }

  @Test
  void readsWhatTheLearnerReads() {
    Prose prose =
        Prose.of(
            Path.of("01-open-shop.md"),
            """
            # Open

            First line,
            *second* `line`.

            - [x] A list

            ```java check
            assertThat(a).as("One `query`, " + "please.").isNull();
            ```

            | a cell |
            |---|
            | of it |
            """);
    assertThat(prose.passages())
        .containsExactly(
            new Passage(1, Prose.Kind.HEADING, "Open"),
            new Passage(3, Prose.Kind.PARAGRAPH, "First line,\nsecond □."),
            new Passage(6, Prose.Kind.PARAGRAPH, "A list"),
            new Passage(9, Prose.Kind.MESSAGE, "One □, please."),
            new Passage(12, Prose.Kind.TABLE_CELL, "a cell"),
            new Passage(14, Prose.Kind.TABLE_CELL, "of it"));
    assertThat(prose.passages().get(1).lineAt(12)).isEqualTo(4);
  }

  @Test
  void countsSyllables() {
    assertThat(
            Stream.of(
                "a", "table", "closed", "loaded", "fetches", "rows", "statement", "query", "files"))
        .extracting(Readability::syllables)
        .containsExactly(1, 2, 1, 2, 2, 1, 2, 2, 1);
  }

  @Test
  void anInitialEndsNoSentence() {
    assertThat(Readability.sentences("J. K. Rowling wrote it. George R.R. Martin did not."))
        .extracting(Readability.Sentence::text)
        .containsExactly("J. K. Rowling wrote it.", "George R.R. Martin did not.");
  }
}
