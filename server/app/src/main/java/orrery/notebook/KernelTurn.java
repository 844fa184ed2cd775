package orrery.notebook;

import java.util.ArrayList;
import java.util.List;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.State;
import orrery.kernel.protocol.Event.Status;
import orrery.kernel.protocol.Failure;
import orrery.kernels.Ending;
import orrery.notebook.Notebook.Run;

/** What a kernel tells, and its end. */
final class KernelTurn extends Turn {

  private KernelTurn(Position position) {
    super(position);
  }

  /** After the server's start: whatever was under way has ended with the last server. */
  static Outcome woken(Notebook notebook) {
    KernelTurn turn = new KernelTurn(Position.of(notebook));
    Run interrupted = notebook.running();
    if (interrupted != null) {
      turn.fail(
          interrupted, Failure.Kind.KERNEL_DIED, "The server was stopped while this cell ran.");
      turn.emit(new Event.Finished(interrupted.number(), interrupted.cell(), Status.DIED, 0));
    }
    turn.skipWaiting();
    turn.endCompare();
    if (notebook.kernel() != State.ASLEEP) {
      turn.kernel(State.ASLEEP, "");
    }
    return turn.outcome();
  }

  /** The kernel tells something. */
  static Outcome event(Position position, Event event) {
    KernelTurn turn = new KernelTurn(position);
    if (event instanceof Event.Kernel told && told.state() == State.READY) {
      turn.kernelStarted();
    } else if (event instanceof Event.Answer answer) {
      turn.add(new Effect.Show(answer));
    } else if (event instanceof Event.OfRun ofRun && !isOurs(ofRun)) {
      turn.ofRun(ofRun);
    }
    return turn.outcome();
  }

  /** Whether only the server tells such: learner's code can forge what its kernel tells. */
  private static boolean isOurs(Event.OfRun event) {
    return event instanceof Event.Queued
        || event instanceof Event.Comparing
        || event instanceof Event.Compared;
  }

  private void kernelStarted() {
    if (notebook().kernel() != State.STARTING && notebook().kernel() != State.WAITING) {
      return;
    }
    List<Run> again = notebook().replay();
    become(new Position(notebook(), again, List.of(), position().why(), null));
    if (!again.isEmpty()) {
      emit(
          new Event.Kernel(
              State.REPLAYING, position().why(), again.stream().map(Run::cell).toList()));
    }
    replayNext();
  }

  private void replayNext() {
    if (!position().replaying().isEmpty()) {
      Run next = position().replaying().get(0);
      add(new Effect.Send(new Command.Run(0, next.cell(), next.source())));
      return;
    }
    emit(new Event.Kernel(State.READY, position().why(), position().replayed()));
    runNext();
  }

  private void ofRun(Event.OfRun event) {
    Run running = notebook().running();
    if (!position().replaying().isEmpty()) {
      Run again = position().replaying().get(0);
      if (event.run() == 0 && event instanceof Event.Finished) {
        List<String> replayed = new ArrayList<>(position().replayed());
        replayed.add(again.cell());
        List<Run> rest = position().replaying().subList(1, position().replaying().size());
        become(new Position(notebook(), rest, replayed, position().why(), null));
        replayNext();
      }
    } else if (running != null
        && running.number() == event.run()
        && running.cell().equals(event.cell())
        && !(event instanceof Event.Started)) {
      emit(event);
      if (event instanceof Event.Finished finished) {
        afterFinish(running, finished);
      }
    } else if (event instanceof Event.AfterRun after && isOfLast(after)) {
      emit(after);
    }
  }

  /** Whether it speaks of the run that was finished last, and whose cell was not run again. */
  private boolean isOfLast(Event.AfterRun after) {
    Run last = position().finished();
    return last != null
        && last.number() == after.run()
        && last.cell().equals(after.cell())
        && !notebook().isBusy(last.cell());
  }

  private void afterFinish(Run run, Event.Finished finished) {
    become(
        new Position(
            notebook(), position().replaying(), position().replayed(), position().why(), run));
    if (!notebook().isAsMeant(finished)) {
      skipWaiting();
    }
    runNext();
  }

  /** The kernel's process has ended by itself. */
  static Outcome kernelEnded(Position position, Ending ending) {
    KernelTurn turn = new KernelTurn(position);
    Run running = turn.notebook().running();
    if (running != null) {
      turn.diedUnder(running, ending);
    } else if (!position.replaying().isEmpty()) {
      turn.diedInReplay(position.replaying().get(0), ending);
    } else {
      turn.skipWaiting();
      turn.kernel(State.DIED, ending.inWords() + " The next run starts a new one.");
    }
    return turn.outcome();
  }

  private void diedUnder(Run running, Ending ending) {
    fail(running, kind(ending), ending.inWords());
    emit(new Event.Finished(running.number(), running.cell(), Status.DIED, 0));
    skipWaiting();
    kernel(State.DIED, "");
    start(ending.inWords());
  }

  private static Failure.Kind kind(Ending ending) {
    return ending.reason() == Ending.Reason.OUT_OF_MEMORY
        ? Failure.Kind.OUT_OF_MEMORY
        : Failure.Kind.KERNEL_DIED;
  }

  private void diedInReplay(Run again, Ending ending) {
    skipWaiting();
    kernel(
        State.DIED,
        ending.inWords()
            + " It happened when cell "
            + again.cell()
            + " was run again; the next run leaves that cell out.");
    become(Position.of(notebook().forgetting(again.cell())));
  }
}
