package orrery.notebook;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a notebook needs to know of its lesson.
 *
 * @param order the cells' names in the lesson's order; the order of a replay
 * @param originals the lesson's own text of each cell
 * @param meantToFail cells after whose failure a "run all" goes on
 * @param checks the Java that judges each exercise
 * @param asked of the learner
 */
record Plan(
    List<String> order,
    Map<String, String> originals,
    Set<String> meantToFail,
    Map<String, String> checks,
    Asked asked) {

  /** The empty cell at the end of every notebook, in which anything can be tried. */
  static final String SCRATCH = "scratch";
}
