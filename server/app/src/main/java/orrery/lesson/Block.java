package orrery.lesson;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A part of a section: text to read, a question to answer or a cell to run. */
public sealed interface Block {

  /** For templates, which cannot ask for a type, as the next ones. */
  default boolean isCell() {
    return this instanceof Cell;
  }

  default boolean isProse() {
    return this instanceof Prose;
  }

  default boolean isPrediction() {
    return this instanceof Prediction;
  }

  default boolean isQuiz() {
    return this instanceof Quiz;
  }

  /** Text between cells, as HTML that is safe to show as it is. */
  record Prose(String html) implements Block {}

  /**
   * The question what a cell will send, asked before it is run.
   *
   * @param about the cell that follows
   * @param html the question, inline
   */
  record Prediction(String about, String html) implements Block {}

  /**
   * A question with choices.
   *
   * @param name unique in its lesson: {@code quiz-2} for the second
   * @param html the question, inline
   * @param proof the cell that shows what is right, null if none does
   */
  record Quiz(String name, String html, List<Choice> choices, @Nullable String proof)
      implements Block {

    public Quiz {
      choices = List.copyOf(choices);
    }

    /** Places of the right choices, from 0; at least one. */
    public List<Integer> right() {
      return IntStream.range(0, choices.size())
          .filter(place -> choices.get(place).right())
          .boxed()
          .toList();
    }
  }

  /**
   * One answer to a quiz.
   *
   * @param html inline
   */
  record Choice(String html, boolean right) {}

  /**
   * A cell as the lesson gives it.
   *
   * @param name unique in its lesson; {@code cell-3} for an unnamed third cell
   * @param line of the source's first line in the lesson file, from 1
   * @param source Java, with no line break at its end
   * @param fails whether it is meant to fail
   * @param locked whether the learner may not edit it
   * @param hidden whether it is shown folded
   * @param python the SQLAlchemy counterpart
   * @param expectations of its run; of an exercise, of its solution's
   * @param exercise what the learner is to do with it; null if it is only to be run
   */
  record Cell(
      String name,
      int line,
      String source,
      boolean fails,
      boolean locked,
      boolean hidden,
      @Nullable String python,
      List<Expectation> expectations,
      @Nullable Exercise exercise)
      implements Block {

    public Cell {
      expectations = List.copyOf(expectations);
    }

    /** The source that does what the lesson says: of an exercise, its solution. */
    public String answer() {
      return exercise == null ? source : exercise.solution();
    }
  }
}
