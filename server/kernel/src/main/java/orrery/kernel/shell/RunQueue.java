package orrery.kernel.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import orrery.kernel.protocol.Command;

/**
 * Runs and questions that wait for their turn. An interrupt stops all runs that came before it, and
 * nothing after.
 */
final class RunQueue {

  private final Deque<Command> waiting = new ArrayDeque<>();

  synchronized void add(Command command) {
    waiting.add(command);
    notifyAll();
  }

  /** Stops the running one. Returns those that waited, and now wait no more. */
  synchronized List<Command.Run> interrupt(Gate gate) {
    List<Command.Run> dropped =
        waiting.stream()
            .filter(Command.Run.class::isInstance)
            .map(Command.Run.class::cast)
            .toList();
    waiting.removeAll(dropped);
    gate.interrupt();
    return dropped;
  }

  /** The next one, waited for; from here on it can be interrupted. */
  synchronized Command take() {
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
