package orrery.notebook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.State;
import orrery.kernel.protocol.Event.Status;
import orrery.kernel.protocol.Failure;
import orrery.notebook.Notebook.Run;
import orrery.text.Printable;

/**
 * One turn of a notebook: something comes in, a new state and {@link Effect}s go out. No effect is
 * done here, so every rule of the notebook can be tested without a kernel. Where it comes from says
 * which turn it is; this is what they have in common.
 */
abstract sealed class Turn permits BrowserTurn, ClaimTurn, ComparisonTurn, KernelTurn {

  /** Characters of a cell's source; over this a Run or Edit is refused. */
  static final int MOST_SOURCE = 65_536;

  private Position position;
  private final List<Effect> effects = new ArrayList<>();

  /**
   * Where a notebook stands between turns.
   *
   * @param replaying cells still to be run again; the first is in the kernel now
   * @param replayed cells that were run again in this kernel
   * @param why what the learner is told when the kernel is ready again
   * @param finished the run that the kernel finished last, null if none
   */
  record Position(
      Notebook notebook,
      List<Run> replaying,
      List<String> replayed,
      String why,
      @Nullable Run finished) {

    static Position of(Notebook notebook) {
      return new Position(notebook, List.of(), List.of(), "", null);
    }

    Position with(Notebook next) {
      return new Position(next, replaying, replayed, why, finished);
    }

    /** Whether a kernel has something to run, or would have. */
    boolean isBusy() {
      return notebook.running() != null || !notebook.waiting().isEmpty() || !replaying.isEmpty();
    }
  }

  Turn(Position position) {
    this.position = position;
  }

  /** What comes of a turn. */
  record Outcome(Position position, List<Effect> effects) {}

  final Outcome outcome() {
    return new Outcome(position, List.copyOf(effects));
  }

  final Notebook notebook() {
    return position.notebook();
  }

  final Position position() {
    return position;
  }

  final void become(Position next) {
    position = next;
  }

  final void add(Effect effect) {
    effects.add(effect);
  }

  final void emit(Event event) {
    add(new Effect.Emit(event));
    position = position.with(notebook().apply(event));
  }

  final void refuse(String message) {
    add(new Effect.Answer(new Event.Fault(Printable.line(message))));
  }

  final void kernel(State state, String message) {
    emit(new Event.Kernel(state, message, List.of()));
  }

  final boolean accepts(String cell, String source) {
    if (!notebook().plan().originals().containsKey(cell)) {
      refuse("this notebook has no cell named " + cell);
      return false;
    }
    if (source.length() > MOST_SOURCE) {
      refuse(
          "the cell has "
              + source.length()
              + " characters; "
              + MOST_SOURCE
              + " are allowed. Split it into several cells");
      return false;
    }
    return true;
  }

  /** A comparison without results was ended. */
  final void endCompare() {
    Event.Comparing now = notebook().comparing();
    if (now != null) {
      add(new Effect.EndCompare());
      emit(new Event.Compared(now.run(), now.cell(), List.of()));
    }
  }

  final void runNext() {
    if (notebook().running() != null || notebook().waiting().isEmpty()) {
      return;
    }
    switch (notebook().kernel()) {
      case ASLEEP, DIED, RESTARTED -> start("");
      case WAITING, STARTING, REPLAYING -> {}
      case READY -> {
        Run next = notebook().waiting().get(0);
        emit(new Event.Started(next.number(), next.cell()));
        add(new Effect.Send(checked(next)));
      }
    }
  }

  /** With the lesson's own check, whatever a browser has sent. A replay is not judged. */
  private Command.Run checked(Run run) {
    String check = notebook().plan().checks().get(run.cell());
    return new Command.Run(run.number(), run.cell(), run.source(), check);
  }

  final void start(String why) {
    starting(why);
    add(new Effect.StartKernel());
  }

  final void starting(String why) {
    kernel(State.STARTING, "");
    position = new Position(notebook(), List.of(), List.of(), why, null);
  }

  final void skipWaiting() {
    for (Run run : notebook().waiting()) {
      emit(new Event.Finished(run.number(), run.cell(), Status.SKIPPED, 0));
    }
  }

  final void stopRunning(Status status) {
    Run running = notebook().running();
    if (running != null) {
      emit(new Event.Finished(running.number(), running.cell(), status, 0));
    }
  }

  final void fail(Run run, Failure.Kind kind, String message) {
    emit(
        new Event.Failed(
            run.number(),
            run.cell(),
            new Failure(kind, "kernel", message, 0, 0, 0, 0, List.of(), 0, null, null)));
  }
}
