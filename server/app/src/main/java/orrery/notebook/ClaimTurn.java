package orrery.notebook;

import java.util.List;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.State;
import orrery.kernels.Ending;

/** The notebook's claim on a kernel: a place in the line, a kernel, or none any more. */
final class ClaimTurn extends Turn {

  private ClaimTurn(Position position) {
    super(position);
  }

  /** The kernel that a browser's opening wanted is being started. */
  static Outcome prewarmed(Position position) {
    ClaimTurn turn = new ClaimTurn(position);
    turn.starting("");
    return turn.outcome();
  }

  /**
   * The notebook's place in the line of those who wait for a kernel.
   *
   * @param place from 1; 0 if its kernel is being started now
   */
  static Outcome placed(Position position, int place) {
    ClaimTurn turn = new ClaimTurn(position);
    State now = position.notebook().kernel();
    if (place > 0 && (now == State.STARTING || now == State.WAITING)) {
      turn.emit(new Event.Kernel(State.WAITING, "", List.of(), place));
    } else if (now == State.WAITING) {
      turn.kernel(State.STARTING, "");
    }
    return turn.outcome();
  }

  /** The kernel should be ended. It is, unless something is to be run in it. */
  static Outcome rested(Position position, Ending why) {
    ClaimTurn turn = new ClaimTurn(position);
    if (position.notebook().kernel() == State.READY && !position.isBusy()) {
      turn.add(new Effect.EndKernel());
      turn.rest(why);
      turn.become(Position.of(turn.notebook()));
    }
    return turn.outcome();
  }

  /** That a kernel with nothing in it went to sleep nobody needs to hear. */
  private void rest(Ending why) {
    boolean sleeps = why.reason() != Ending.Reason.STRAY;
    if (!notebook().replay().isEmpty()) {
      kernel(
          sleeps ? State.ASLEEP : State.DIED,
          why.inWords()
              + " The next run starts a new one and runs your earlier cells again first.");
    } else {
      kernel(sleeps ? State.ASLEEP : State.DIED, sleeps ? "" : why.inWords());
    }
  }
}
