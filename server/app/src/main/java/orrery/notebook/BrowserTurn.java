package orrery.notebook;

import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.State;
import orrery.kernel.protocol.Event.Status;
import orrery.notebook.Notebook.Run;

/** A browser opens a notebook, or asks for something. */
final class BrowserTurn extends Turn {

  private BrowserTurn(Position position) {
    super(position);
  }

  /**
   * A browser opens the notebook. Its kernel is started while the learner still reads; but cells
   * that ran before are run again only when a run asks for it.
   */
  static Outcome opened(Position position) {
    BrowserTurn turn = new BrowserTurn(position);
    if (position.notebook().kernel() == State.ASLEEP && position.notebook().replay().isEmpty()) {
      turn.add(new Effect.Prewarm());
    }
    return turn.outcome();
  }

  /** A browser asks for something. */
  static Outcome command(Position position, Command command) {
    BrowserTurn turn = new BrowserTurn(position);
    if (command instanceof Command.Run run) {
      turn.run(run);
    } else if (command instanceof Command.Interrupt) {
      turn.interrupt();
    } else if (command instanceof Command.Restart) {
      turn.restart();
    } else if (command instanceof Command.Edit edit) {
      turn.edit(edit.cell(), edit.source());
    } else if (command instanceof Command.Reset reset) {
      turn.reset(reset.cell());
    } else if (command instanceof Command.Compare compare) {
      return ComparisonTurn.asked(position, compare);
    } else if (command instanceof Command.Answering answering) {
      turn.answer(answering);
    } else if (command instanceof Command.Ask ask) {
      turn.ask(ask);
    } else if (command instanceof Command.Ping) {
      turn.add(new Effect.Answer(new Event.Pong()));
    } else {
      turn.refuse("hello is the first Command of a connection and comes once");
    }
    return turn.outcome();
  }

  private void run(Command.Run run) {
    if (!accepts(run.cell(), run.source())) {
      return;
    }
    if (notebook().isBusy(run.cell())) {
      refuse("cell " + run.cell() + " runs or waits already; interrupt it first");
      return;
    }
    if (notebook().isComparing(run.cell())) {
      add(new Effect.EndCompare());
    }
    emit(new Event.Queued(notebook().lastRun() + 1, run.cell(), run.source()));
    runNext();
  }

  private void interrupt() {
    endCompare();
    skipWaiting();
    Run running = notebook().running();
    if (notebook().kernel() == State.WAITING) {
      add(new Effect.EndKernel());
      kernel(State.ASLEEP, "");
    } else if (running != null) {
      add(new Effect.Send(new Command.Interrupt()));
      add(new Effect.AwaitStop(running.number()));
    } else if (!position().replaying().isEmpty()) {
      add(new Effect.EndKernel());
      kernel(State.DIED, "The replay was interrupted. The next run starts it again.");
      become(Position.of(notebook()));
    }
  }

  /** An interrupted run has had its time to stop. */
  static Outcome graceOver(Position position, long run) {
    BrowserTurn turn = new BrowserTurn(position);
    Run running = turn.notebook().running();
    if (running != null && running.number() == run) {
      turn.add(new Effect.EndKernel());
      turn.stopRunning(Status.INTERRUPTED);
      turn.kernel(State.DIED, "");
      turn.start("The cell did not stop within a second, so its kernel was ended.");
    }
    return turn.outcome();
  }

  private void edit(String cell, String source) {
    if (accepts(cell, source)) {
      emit(new Event.Edited(cell, source));
    }
  }

  private void reset(@Nullable String cell) {
    if (cell != null) {
      edit(cell, notebook().plan().originals().getOrDefault(cell, ""));
      return;
    }
    if (notebook().kernel() != State.ASLEEP) {
      add(new Effect.EndKernel());
    }
    endCompare();
    emit(new Event.Cleared());
    become(Position.of(notebook()));
  }

  private void answer(Command.Answering answering) {
    Event come = notebook().plan().asked().answer(answering, notebook().progress().revealed());
    if (come instanceof Event.Fault fault) {
      add(new Effect.Answer(fault));
    } else {
      emit(come);
    }
  }

  private void ask(Command.Ask ask) {
    switch (notebook().kernel()) {
      case READY -> add(new Effect.Send(ask));
      case WAITING, STARTING, REPLAYING ->
          decline(ask, "The kernel is starting. Ask again in a moment.");
      case ASLEEP, DIED, RESTARTED ->
          decline(ask, "The kernel is not running. Run the cell first.");
    }
  }

  private void decline(Command.Ask ask, String message) {
    add(new Effect.Answer(new Event.Declined(ask, message)));
  }

  private void restart() {
    boolean waited = notebook().kernel() == State.WAITING;
    add(new Effect.EndKernel());
    endCompare();
    stopRunning(Status.INTERRUPTED);
    skipWaiting();
    kernel(State.RESTARTED, "");
    if (!waited) {
      start("");
    }
  }
}
