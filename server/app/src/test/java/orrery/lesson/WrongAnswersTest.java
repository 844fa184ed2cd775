package orrery.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class WrongAnswersTest {

  private static final Lesson LESSON =
      LessonReader.read(
          "01-open-shop.md",
          """
          # T

          ## S

          ```java exercise name=load
          int a = 0;
          ```

          ```java check
          assertThat(a).isOne();
          ```

          ```java solution
          int a = 1;
          ```

          > Hint: One.
          """);

  private static final String ANSWER =
      """
      Takes one for two.

      ```java
      int a = 2;
      ```

      ```text expect
      one
      …
      two
      ```

      """;

  private static List<WrongAnswer> read(String text) {
    return WrongAnswersReader.read("wrong/01-open-shop.md", text, LESSON);
  }

  private static List<String> faults(String text) {
    FaultyLessons faulty = catchThrowableOfType(FaultyLessons.class, () -> read(text));
    assertThat(faulty).isNotNull();
    return faulty.faults().stream().map(LessonFault::toString).toList();
  }

  @Test
  void threeOfAnExercise() {
    List<WrongAnswer> answers =
        read("# Wrong\n\n## load\n\n" + ANSWER + ANSWER + "## load\n\n" + ANSWER);
    assertThat(answers)
        .hasSize(3)
        .first()
        .isEqualTo(
            new WrongAnswer("wrong/01-open-shop.md", "load", 8, "int a = 2;", 12, "one\n…\ntwo"));
  }

  @Test
  void whatTheLearnerReadsHoldsThePartsInOrder() {
    WrongAnswer answer = read("## load\n\n" + ANSWER + ANSWER + ANSWER).get(0);
    assertThat(answer.isToldBy("It is one,\n and not  two.")).isTrue();
    assertThat(answer.isToldBy("It is two, and not one.")).isFalse();
    assertThat(answer.isToldBy("")).isFalse();
    assertThat(answer.error()).isNull();
  }

  @Test
  void whatTheCellMustFailWith() {
    String failing = ANSWER.replace("one\n…\ntwo", "error Oops: a part: of it");
    WrongAnswer answer = read("## load\n\n" + failing + ANSWER + ANSWER).get(0);
    assertThat(answer.error()).isEqualTo(new Expectation.Error(10, "Oops", "a part: of it"));
  }

  @Test
  void tooFew() {
    assertThat(faults("## load\n\n" + ANSWER + ANSWER))
        .containsExactly(
            "wrong/01-open-shop.md: exercise \"load\" has 2 wrong answers of at least 3");
  }

  @Test
  void everyOtherFault() {
    assertThat(
            faults(
                "```java\na\n```\n\n```text expect\na\n```\n\n## load\n\n"
                    + ANSWER
                    + ANSWER
                    + ANSWER
                    + "```text expect\nb\n```\n\n```java\nc\n```\n\n```java name=a\nd\n```\n\n"
                    + "```java\ne\n```\n\n```text expect\n\n```\n\n## other\n"))
        .containsExactly(
            "wrong/01-open-shop.md:1: a wrong answer before the first exercise's name \"## …\"",
            "wrong/01-open-shop.md:47: no wrong answer before \"text expect\"",
            "wrong/01-open-shop.md:55: unknown fence \"java name=a\": java and text expect are known",
            "wrong/01-open-shop.md:51: a wrong answer without \"text expect\": say what the learner"
                + " must read",
            "wrong/01-open-shop.md:63: nothing is expected: say what the learner must read",
            "wrong/01-open-shop.md:67: no exercise named \"other\" in 01-open-shop");
  }
}
