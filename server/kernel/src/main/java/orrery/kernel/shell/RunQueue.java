package orrery.kernel.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import orrery.kernel.protocol.Command;

/** Runs that wait for their turn. An interrupt stops all that came before it, and nothing after. */
final class RunQueue {

  private final Deque<Command.Run> waiting = new ArrayDeque<>();

  synchronized void add(Command.Run run) {
    waiting.add(run);
    notifyAll();
  }

  /** Stops the running one. Returns those that waited, and now wait no more. */
  synchronized List<Command.Run> interrupt(Gate gate) {
    List<Command.Run> dropped = List.copyOf(waiting);
    waiting.clear();
    gate.interrupt();
    return dropped;
  }

  /** The next run, waited for; from here on it can be interrupted. */
  synchronized Command.Run take() {
    while (waiting.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        // From a thread that the learner left behind; the kernel ends in another way.
      }
    }
    StopFlag.lower();
    return waiting.remove();
  }
}
