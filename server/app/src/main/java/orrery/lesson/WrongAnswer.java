package orrery.lesson;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plausible answer to an exercise that its check must not let pass.
 *
 * @param file of the wrong answers to a lesson
 * @param exercise name of the exercise's cell
 * @param line of the source's first line there, from 1
 * @param expectedLine of the expectation's first line
 * @param expected a part of what the learner must read, or {@code error} and what the cell must
 *     fail with
 */
public record WrongAnswer(
    String file, String exercise, int line, String source, int expectedLine, String expected) {

  private static final String ERROR = "error ";

  /** What the cell itself must fail with; null if it must run to its end, and its check fail. */
  public Expectation.@Nullable Error error() {
    return expected.startsWith(ERROR)
        ? ExpectationReader.error(expectedLine, expected.substring(ERROR.length()))
        : null;
  }

  /**
   * Whether a learner who reads {@code message} reads what is expected: each part between two lines
   * {@code …}, in order, white space folded.
   */
  public boolean isToldBy(String message) {
    String rest = Expectation.Sql.fold(message);
    for (String part : parts()) {
      int at = rest.indexOf(part);
      if (at < 0) {
        return false;
      }
      rest = rest.substring(at + part.length());
    }
    return true;
  }

  private List<String> parts() {
    return Arrays.stream(expected.split("(?m)^" + Expectation.ANY + "$"))
        .map(Expectation.Sql::fold)
        .toList();
  }
}
