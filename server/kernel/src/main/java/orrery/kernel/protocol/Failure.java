package orrery.kernel.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a cell, in the learner's terms.
 *
 * @param type the exception's class name without the shell's own prefixes; for a compile error
 *     {@code compile error}
 * @param line in the cell, 0 if unknown; likewise the columns. The end is exclusive
 * @param frames the learner's own, nearest first
 * @param folded how many frames of libraries and of the shell were left out
 * @param explanation of those failures of the ORM that learners meet; null of any other
 */
public record Failure(
    Kind kind,
    String type,
    String message,
    int line,
    int column,
    int endLine,
    int endColumn,
    List<Frame> frames,
    int folded,
    @Nullable Failure cause,
    @Nullable Explanation explanation) {

  public enum Kind {
    COMPILE,
    EXCEPTION,
    /** {@code System.exit} or {@code Runtime.halt}; the kernel lives on. */
    EXIT,
    /** The kernel ran out of memory and was replaced. */
    OUT_OF_MEMORY,
    /** The kernel's process ended, or did not answer and was ended. */
    KERNEL_DIED
  }

  /** The same, explained. */
  public Failure explained(Explanation words) {
    return new Failure(
        kind, type, message, line, column, endLine, endColumn, frames, folded, cause, words);
  }

  /**
   * What a failure really means.
   *
   * @param what happened at which line, a sentence
   * @param why it did, a few sentences
   * @param facts that belong to this case, a line each: {@code connection 2, opened at line 4}
   * @param repairs two ways to mend it
   */
  public record Explanation(String what, String why, List<String> facts, List<Repair> repairs) {}

  /**
   * A way to mend it.
   *
   * @param words one sentence
   * @param code the lines that matter
   */
  public record Repair(String words, String code) {}

  /**
   * A frame of the learner's code.
   *
   * @param method empty for code at the top level of a cell
   */
  public record Frame(String cell, int line, String method) {}
}
