package orrery.notebook;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How far a learner is. Immutable.
 *
 * @param run cells whose last run ended as the lesson means it to
 * @param passed exercises of which some run passed the check
 */
record Progress(Set<String> run, Set<String> passed) {

  static final Progress NONE = new Progress(Set.of(), Set.of());

  Progress {
    run = Set.copyOf(run);
    passed = Set.copyOf(passed);
  }

  /** The cell is to be run again. */
  Progress again(String cell) {
    Set<String> fewer = new LinkedHashSet<>(run);
    fewer.remove(cell);
    return new Progress(fewer, passed);
  }

  /** The cell's run ended as the lesson means it to. */
  Progress asMeant(String cell) {
    return new Progress(with(run, cell), passed);
  }

  /** The cell's run passed its check; once is enough. */
  Progress passing(String cell) {
    return new Progress(run, with(passed, cell));
  }

  private static Set<String> with(Set<String> cells, String cell) {
    Set<String> more = new LinkedHashSet<>(cells);
    more.add(cell);
    return more;
  }
}
