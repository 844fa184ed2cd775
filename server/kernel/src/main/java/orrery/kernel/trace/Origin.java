package orrery.kernel.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event.Via;

/**
 * Where the call that is being made comes from.
 *
 * @param line of the running cell
 * @param via the nearer code of another cell
 * @param byHibernate whether Hibernate stands between the learner's code and this call
 * @param signals of the frames of Hibernate, nearest first, each once
 * @param call the API that the learner's code called
 */
record Origin(
    int line, @Nullable Via via, boolean byHibernate, List<Signal> signals, @Nullable String call) {

  Origin {
    signals = List.copyOf(signals);
  }

  private static final StackWalker WALKER = StackWalker.getInstance();

  /** One pass over this thread's stack. */
  static Origin here(Run run) {
    Walk walk = new Walk(run);
    WALKER.walk(frames -> frames.allMatch(walk::goesOn));
    return walk.origin();
  }

  boolean has(Signal signal) {
    return signals.contains(signal);
  }

  /** Whether {@code outer} called, by whatever way, {@code inner}. */
  boolean isWithin(Signal inner, Signal outer) {
    return signals.indexOf(outer) > signals.indexOf(inner);
  }
}
