package orrery.notebook;

import orrery.kernel.protocol.Event.State;
import orrery.kernels.Reason;

/** What a learner is told of a kernel that the server ends. */
final class Farewell {

  private Farewell() {}

  /** What the notebook's kernel is from then on. */
  static State state(Reason why) {
    return why == Reason.STRAY ? State.DIED : State.ASLEEP;
  }

  static String words(Reason why) {
    return switch (why) {
      case IDLE -> "Nothing ran here for a while, so the kernel went to sleep.";
      case UNSEEN -> "No browser showed this notebook for a while, so its kernel went to sleep.";
      case ROOM ->
          "Somebody else waited for a kernel while this one had nothing to do, so it went to sleep.";
      case STRAY ->
          "Threads that a cell left behind kept the processor busy while no cell ran, so the"
              + " kernel was ended.";
      case ASKED, SLOW_START, MEMORY, SIGNAL, EXIT ->
          throw new IllegalArgumentException("nothing to advise: " + why);
    };
  }
}
