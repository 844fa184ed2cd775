package orrery.lesson;

import java.util.List;

/**
 * What makes a cell an exercise; the cell's own source is where the learner starts.
 *
 * @param check Java that judges a run of the cell
 * @param checkLine of the check's first line in the lesson file, from 1
 * @param solution Java that passes the check
 * @param solutionLine of the solution's first line in the lesson file, from 1
 * @param hints as HTML that is safe to show as it is, the gentlest first; at least one
 */
public record Exercise(
    String check, int checkLine, String solution, int solutionLine, List<String> hints) {

  public Exercise {
    hints = List.copyOf(hints);
  }
}
