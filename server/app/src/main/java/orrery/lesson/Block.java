package orrery.lesson;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a section: text to read or a cell to run. */
public sealed interface Block {

  /** For templates, which cannot ask for a type. */
  boolean isCell();

  /** Text between cells, as HTML that is safe to show as it is. */
  record Prose(String html) implements Block {
    @Override
    public boolean isCell() {
      return false;
    }
  }

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

    @Override
    public boolean isCell() {
      return true;
    }

    /** The source that does what the lesson says: of an exercise, its solution. */
    public String answer() {
      return exercise == null ? source : exercise.solution();
    }
  }
}
