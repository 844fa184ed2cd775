package orrery.kernel.find;

import java.util.List;
import java.util.function.Function;

/**
 * A cell that is run.
 *
 * @param run its number
 * @param cut where in a source each of its pieces begins
 */
public record Cell(long run, String name, String source, Function<String, List<Integer>> cut) {

  Cell with(String otherSource) {
    return new Cell(run, name, otherSource, cut);
  }
}
