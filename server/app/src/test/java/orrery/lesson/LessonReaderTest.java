package orrery.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LessonReaderTest {

  private static final String WHOLE =
      """
      # Open a *shop*

      You can read. [A guide](https://example.org)

      ## First `things`

      Some text.

      - a list

      ```java name=seed locked
      int one = 1;
      int two = 2;
      ```

      ```python
      one = 1
      ```

      It prints nothing.

      ```text expect
      ```

      ```sql expect
      select 1
        from a;
      …
      select 2

      select 3;
      ```

      ## First things!

      ```java fails hidden
      throw new IllegalStateException("no");
      ```

      ```error expect
      IllegalStateException: no
      ```

      ```sql
      select 4
      ```
      """;

  private static Lesson read(String text) {
    return LessonReader.read("lessons/07-open-a-shop.md", text);
  }

  private static List<String> faults(String text) {
    return faults("lessons/07-open-a-shop.md", text);
  }

  private static List<String> faults(String file, String text) {
    FaultyLessons faulty =
        catchThrowableOfType(FaultyLessons.class, () -> LessonReader.read(file, text));
    assertThat(faulty).as("faults of %s", file).isNotNull();
    return faulty.faults().stream().map(LessonFault::toString).toList();
  }

  private static String lesson(String body) {
    return "# Title\n\n## Section\n\n" + body;
  }

  private static final String CELL = "```java name=first\nint a;\n```\n";

  @Test
  void titleNumberAndIntro() {
    Lesson lesson = read(WHOLE);
    assertThat(lesson.name()).isEqualTo("07-open-a-shop");
    assertThat(lesson.number()).isEqualTo(7);
    assertThat(lesson.title()).isEqualTo("Open a shop");
    assertThat(lesson.introHtml()).contains("You can read.", "href=\"https://example.org\"");
  }

  @Test
  void sectionsHaveAnchorsOfTheirOwn() {
    assertThat(read(WHOLE).sections())
        .extracting(Section::anchor)
        .containsExactly("first-things", "first-things-2");
  }

  @Test
  void textBetweenCellsIsOneBlock() {
    List<Block> blocks = read(WHOLE).sections().get(0).blocks();
    assertThat(blocks).extracting(Block::isCell).containsExactly(false, true, false);
    assertThat(((Block.Prose) blocks.get(0)).html())
        .contains("<p>Some text.</p>", "<li>a list</li>");
  }

  @Test
  void cellWithItsCounterpartAndExpectations() {
    assertThat(read(WHOLE).cells().get(0))
        .isEqualTo(
            new Block.Cell(
                "seed",
                12,
                "int one = 1;\nint two = 2;",
                false,
                true,
                false,
                "one = 1",
                List.of(
                    new Expectation.Output(23, ""),
                    new Expectation.Sql(
                        26, List.of("select 1 from a", "…", "select 2", "select 3"))),
                null));
  }

  @Test
  void unnamedCellIsNamedByItsPlace() {
    Block.Cell cell = read(WHOLE).cells().get(1);
    assertThat(cell.name()).isEqualTo("cell-2");
    assertThat(cell.fails()).isTrue();
    assertThat(cell.hidden()).isTrue();
    assertThat(cell.python()).isNull();
    assertThat(cell.expectations())
        .containsExactly(new Expectation.Error(41, "IllegalStateException", "no"));
  }

  @Test
  void plainFencesAreProse() {
    Section last = read(WHOLE).sections().get(1);
    assertThat(((Block.Prose) last.blocks().get(1)).html())
        .contains("<code class=\"language-sql\">select 4");
  }

  @Test
  void rawHtmlAndScriptLinksAreHarmless() {
    String html =
        read("# T\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) <b>y</b>\n\n## S\n\n"
                + CELL)
            .introHtml();
    assertThat(html).contains("&lt;script&gt;", "&lt;b&gt;").doesNotContain("javascript:", "<b>");
  }

  @Test
  void tablesAreRead() {
    assertThat(read("# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## S\n\n" + CELL).introHtml())
        .contains("<td>1</td>");
  }

  @Test
  void aLinkToAnotherLessonsFileLeadsToThatLesson() {
    assertThat(read("# T\n\n[a](02-sell-books.md#one) [b](a/02-sell.md)\n\n## S\n\n" + CELL))
        .extracting(Lesson::introHtml)
        .asString()
        .contains("href=\"/lessons/02-sell-books#one\"", "href=\"a/02-sell.md\"");
  }

  @Test
  void windowsLineEndsMakeNoDifference() {
    assertThat(read(WHOLE.replace("\n", "\r\n")).cells()).isEqualTo(read(WHOLE).cells());
  }

  @Test
  void errorWithoutMessage() {
    String text = lesson(CELL + "\n```error expect\norg.example.Oops\n```\n");
    assertThat(read(text).cells().get(0).expectations())
        .containsExactly(new Expectation.Error(10, "org.example.Oops", ""));
  }

  @Test
  void whatTheInspectorTells() {
    String text =
        lesson(
            CELL
                + "\n```trace expect\nline 1: query\n```\n"
                + "\n```context expect line=7\nSession s\n  Book 1 managed  \n```\n"
                + "\n```context expect\n```\n"
                + "\n```rows expect\nbooks\n  + 1\n```\n");
    assertThat(read(text).cells().get(0).expectations())
        .containsExactly(
            new Expectation.Trace(10, List.of("line 1: query")),
            new Expectation.Context(14, 7, List.of("Session s", "  Book 1 managed")),
            new Expectation.Context(19, 0, List.of()),
            new Expectation.Rows(22, List.of("books", "  + 1")));
  }

  private static List<Block> blocks(String body) {
    return read(lesson(body)).sections().get(0).blocks();
  }

  @Test
  void aPredictionStandsBeforeItsCell() {
    assertThat(blocks("Text.\n\nPredict: how many *statements*?\n\n" + CELL))
        .extracting(Object::getClass)
        .containsExactly(Block.Prose.class, Block.Prediction.class, Block.Cell.class);
    assertThat(read(lesson("Predict: how many *statements*?\n\n" + CELL)).predictions())
        .containsExactly(new Block.Prediction("first", "how many <em>statements</em>?"));
  }

  private static final String QUIZ =
      """
      Quiz: what does `persist` send?

      - [ ] an insert
      - [x] nothing, *yet*
      - [X] `select`

      """;

  @Test
  void aQuizIsProvedByTheNextCell() {
    assertThat(read(lesson(QUIZ + "See.\n\n" + CELL)).quizzes())
        .containsExactly(
            new Block.Quiz(
                "quiz-1",
                "what does <code>persist</code> send?",
                List.of(
                    new Block.Choice("an insert", false),
                    new Block.Choice("nothing, <em>yet</em>", true),
                    new Block.Choice("<code>select</code>", true)),
                "first"));
  }

  @Test
  void aHeadingEndsWhatACellCouldProve() {
    assertThat(read(lesson(CELL + QUIZ + "### Next\n\n```java\nint b;\n```\n")).quizzes())
        .singleElement()
        .satisfies(
            quiz -> {
              assertThat(quiz.proof()).isNull();
              assertThat(quiz.right()).containsExactly(1, 2);
            });
  }

  @Test
  void quizzesAreNamedByTheirPlace() {
    assertThat(read(lesson(QUIZ + CELL + QUIZ)).quizzes())
        .extracting(Block.Quiz::name)
        .containsExactly("quiz-1", "quiz-2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Predict: what?/Text|5: \"Predict:\" without a cell right after it",
        "Predict: what?/```text/x/```|5: \"Predict:\" without a cell right after it",
        "Predict:/```java/int b;/```|5: \"Predict:\" asks nothing",
        "Quiz: what?/Text|5: \"Quiz:\" without choices right after it: \"- [ ]\" or \"- [x]\"",
        "Quiz: what?/- one|5: \"Quiz:\" without choices right after it: \"- [ ]\" or \"- [x]\"",
        "Quiz:/- [x] one/- [ ] two|5: \"Quiz:\" asks nothing",
        "Text/- [x] one/- [ ] two|7: choices without \"Quiz:\" right before them",
        "Quiz: what?/- [x] one/- two|8: a choice without its box: \"[ ]\" or \"[x]\"",
        "Quiz: what?/- [x] one|7: a quiz has at least two choices",
        "Quiz: what?/- [ ] one/- [ ] two|7: a quiz has at least one right choice: \"- [x]\"",
        "Quiz: what?/- [x] one//  more/- [ ] two|7: a choice is one paragraph",
      })
  void faultyQuestion(String body, String message) {
    assertThat(faults(lesson(paragraphs(body) + "\n\n" + CELL)))
        .contains("lessons/07-open-a-shop.md:" + message);
  }

  /** Lines at each {@code /}, with a blank one after the first. */
  private static String paragraphs(String body) {
    return body.replaceFirst("/", "\n\n").replace('/', '\n');
  }

  @Test
  void aQuestionBeforeTheFirstSection() {
    assertThat(faults("# T\n\nQuiz: what?\n\n- [x] a\n- [ ] b\n\n## S\n\n" + CELL))
        .contains(
            "lessons/07-open-a-shop.md:3: a question before the first section: begin one with"
                + " \"## …\"");
  }

  private static final String EXERCISE =
      """
      ```java name=load exercise
      int a = 0;
      ```
      """;

  private static final String PARTS =
      """

      ```java check
      assertThat(a).isOne();
      ```

      Not so hard.

      ```java solution
      int a = 1;
      ```

      ```text expect
      ```

      > Hint: It is *not* zero.

      > Hint: Between zero and two.
      >
      > Think.
      """;

  @Test
  void exerciseWithItsParts() {
    Block.Cell cell = read(lesson(EXERCISE + PARTS)).cells().get(0);
    assertThat(cell.source()).isEqualTo("int a = 0;");
    assertThat(cell.exercise())
        .isEqualTo(
            new Exercise(
                "assertThat(a).isOne();",
                10,
                "int a = 1;",
                16,
                List.of(
                    "<p>It is <em>not</em> zero.</p>\n",
                    "<p>Between zero and two.</p>\n<p>Think.</p>\n")));
    assertThat(cell.expectations()).containsExactly(new Expectation.Output(20, ""));
  }

  @Test
  void onlyTheTextBetweenIsShownWithAnExercise() {
    Lesson lesson = read(lesson(EXERCISE + PARTS + "\n> A quotation.\n"));
    List<Block> blocks = lesson.sections().get(0).blocks();
    assertThat(blocks).extracting(Block::isCell).containsExactly(true, false);
    assertThat(((Block.Prose) blocks.get(1)).html())
        .contains("Not so hard.", "A quotation.")
        .doesNotContain("zero", "assertThat", "int a");
    assertThat(lesson.exercises()).containsOnlyKeys("load");
  }

  @Test
  void exerciseWithNothingToIt() {
    assertThat(faults(lesson(EXERCISE)))
        .containsExactly(
            "lessons/07-open-a-shop.md:5: exercise \"load\" has no check",
            "lessons/07-open-a-shop.md:5: exercise \"load\" has no solution",
            "lessons/07-open-a-shop.md:5: exercise \"load\" has no hint");
  }

  @Test
  void exerciseWithAWordTooMany() {
    assertThat(faults(lesson(EXERCISE.replace("exercise", "exercise fails") + PARTS)))
        .containsExactly("lessons/07-open-a-shop.md:5: an exercise takes no other word than name=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"```java check\nx\n```", "```java solution\nx\n```", "> Hint: x"})
  void partWithoutAnExercise(String part) {
    String what = part.startsWith("```") ? part.substring(3, part.indexOf('\n')) : "Hint:";
    String message =
        "lessons/07-open-a-shop.md:%d: no exercise before \"%s\": it follows a fence java exercise";
    assertThat(faults(lesson(CELL + "\n" + part + "\n")))
        .containsExactly(message.formatted(9, what));
    assertThat(faults(lesson(EXERCISE + PARTS + "\n## Next\n\n" + part + "\n")))
        .containsExactly(message.formatted(30, what));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java check", "java solution"})
  void secondPart(String info) {
    String second = "\n```" + info + "\nx\n```\n";
    assertThat(faults(lesson(EXERCISE + PARTS + second)))
        .containsExactly(
            "lessons/07-open-a-shop.md:28: a second \"" + info + "\" for one exercise");
  }

  @Test
  void partWithoutCode() {
    assertThat(faults(lesson(EXERCISE + PARTS.replace("int a = 1;", ""))))
        .containsExactly("lessons/07-open-a-shop.md:15: \"java solution\" without code");
  }

  @Test
  void hintsThatRunTogether() {
    String together = PARTS.replace("zero.\n\n> Hint", "zero.\n> Hint");
    assertThat(together).isNotEqualTo(PARTS);
    assertThat(faults(lesson(EXERCISE + together)))
        .contains(
            "lessons/07-open-a-shop.md:22: two hints in one quotation: leave a blank line between"
                + " them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java nme=x|unknown info word \"nme=x\": a cell knows name=, fails, locked, hidden, exercise",
        "java exercises|unknown info word \"exercises\": a cell knows name=, fails, locked, hidden, exercise",
        "java check name=a|unknown fence \"java check name=a\"",
        "java name=a solution|unknown fence \"java name=a solution\"",
        "java name=Seed|bad cell name \"Seed\": use lower-case letters, digits and single hyphens",
        "java name=|bad cell name \"\": use lower-case letters, digits and single hyphens",
        "java name=scratch|bad cell name \"scratch\": it is the learner's own cell",
        "java name=first|a second cell named \"first\"",
        "text expects|unknown fence \"text expects\"",
        "hql expect|unknown fence \"hql expect\"",
        "context expect line=0|unknown fence \"context expect line=0\"",
        "rows expect line=7|unknown fence \"rows expect line=7\"",
        "python run|unknown fence \"python run\""
      })
  void faultyFence(String info, String message) {
    assertThat(faults(lesson(CELL + "\n```" + info.strip() + "\nint b;\n```\n")))
        .containsExactly("lessons/07-open-a-shop.md:9: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python",
        "text expect",
        "sql expect",
        "error expect",
        "trace expect",
        "context expect",
        "context expect line=7",
        "rows expect"
      })
  void nothingToBelongTo(String info) {
    assertThat(faults(lesson(CELL + "\n## Next\n\n```" + info + "\nx\n```\n")))
        .containsExactly(
            "lessons/07-open-a-shop.md:11: no cell before \"" + info + "\" in its section");
  }

  @Test
  void secondCounterpart() {
    assertThat(faults(lesson(CELL + "\n```python\na\n```\n\n```python\nb\n```\n")))
        .containsExactly("lessons/07-open-a-shop.md:13: a second python fence for cell \"first\"");
  }

  @Test
  void emptyCell() {
    assertThat(faults(lesson("```java\n\n```\n")))
        .containsExactly("lessons/07-open-a-shop.md:5: a cell without code");
  }

  @Test
  void cellWithinAList() {
    assertThat(faults(lesson(CELL + "\n- item\n\n  ```java\n  int b;\n  ```\n")))
        .containsExactly(
            "lessons/07-open-a-shop.md:11: \"java\" within a list or quotation: move it out");
  }

  @Test
  void cellBeforeTheFirstSection() {
    assertThat(faults("# T\n\n" + CELL))
        .containsExactly(
            "lessons/07-open-a-shop.md:3: a cell before the first section: begin one with a line"
                + " \"## …\"");
  }

  @Test
  void everyFaultIsTold() {
    assertThat(faults("text\n\n# One\n\n# Two\n\n## S\n\n```sql expect\n```\n"))
        .containsExactly(
            "lessons/07-open-a-shop.md:3: the title stands after text: it comes first",
            "lessons/07-open-a-shop.md:5: a second title: a lesson has one line \"# …\"",
            "lessons/07-open-a-shop.md:9: no cell before \"sql expect\" in its section",
            "lessons/07-open-a-shop.md: no cell: a lesson has at least one java fence");
  }

  @Test
  void emptyFile() {
    assertThat(faults(""))
        .containsExactly(
            "lessons/07-open-a-shop.md: no title: a lesson begins with a line \"# …\"",
            "lessons/07-open-a-shop.md: no cell: a lesson has at least one java fence");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"notes.md", "1-open-shop.md", "01-Open-shop.md", "01-open.md", "01-a-b.txt"})
  void badFileName(String file) {
    assertThat(faults(file, lesson(CELL)))
        .containsExactly(file + ": not a lesson's name: NN-verb-noun.md is, in lower case");
  }

  @Test
  void whatCannotBeSeenIsAFault() {
    assertThat(faults(lesson("A \u202eword.\n\n" + CELL)))
        .containsExactly("lessons/07-open-a-shop.md:5: an unseen character: write it as \\u202e");
  }
}
