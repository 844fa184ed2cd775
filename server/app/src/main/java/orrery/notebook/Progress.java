package orrery.notebook;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import orrery.kernel.protocol.Event;

/**
 * How far a learner is. Immutable.
 *
 * @param run cells whose last run ended as the lesson means it to
 * @param passed exercises of which some run passed the check
 * @param revealed of each exercise whose learner asked for help
 */
record Progress(Set<String> run, Set<String> passed, Map<String, Event.Revealed> revealed) {

  static final Progress NONE = new Progress(Set.of(), Set.of(), Map.of());

  Progress {
    run = Set.copyOf(run);
    passed = Set.copyOf(passed);
    revealed = Map.copyOf(revealed);
  }

  /** The cell is to be run again. */
  Progress again(String cell) {
    Set<String> fewer = new LinkedHashSet<>(run);
    fewer.remove(cell);
    return new Progress(fewer, passed, revealed);
  }

  /** The cell's run ended as the lesson means it to. */
  Progress asMeant(String cell) {
    return new Progress(with(run, cell), passed, revealed);
  }

  /** The cell's run passed its check; once is enough. */
  Progress passing(String cell) {
    return new Progress(run, with(passed, cell), revealed);
  }

  /** More of an exercise is shown. */
  Progress revealing(Event.Revealed now) {
    Map<String, Event.Revealed> more = new LinkedHashMap<>(revealed);
    more.put(now.cell(), now);
    return new Progress(run, passed, more);
  }

  private static Set<String> with(Set<String> cells, String cell) {
    Set<String> more = new LinkedHashSet<>(cells);
    more.add(cell);
    return more;
  }
}
