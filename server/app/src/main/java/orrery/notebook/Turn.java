package orrery.notebook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.State;
import orrery.kernel.protocol.Event.Status;
import orrery.kernel.protocol.Failure;
import orrery.kernels.Ending;
import orrery.notebook.Notebook.Run;
import orrery.text.Printable;

/**
 * One turn of a notebook: something comes in, a new state and {@link Effect}s go out. No effect is
 * done here, so every rule of the notebook can be tested without a kernel.
 */
final class Turn {

  /** Characters of a cell's source; over this a Run or Edit is refused. */
  static final int MOST_SOURCE = 65_536;

  /** Variants of one comparison; each costs a kernel. */
  static final int MOST_VARIANTS = 8;

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

  private Turn(Position position) {
    this.position = position;
  }

  /** What comes of a turn. */
  record Outcome(Position position, List<Effect> effects) {}

  private Outcome outcome() {
    return new Outcome(position, List.copyOf(effects));
  }

  private Notebook notebook() {
    return position.notebook();
  }

  private void emit(Event event) {
    effects.add(new Effect.Emit(event));
    position = position.with(notebook().apply(event));
  }

  private void refuse(String message) {
    effects.add(new Effect.Answer(new Event.Fault(Printable.line(message))));
  }

  private void kernel(State state, String message) {
    emit(new Event.Kernel(state, message, List.of()));
  }

  /** After the server's start: whatever was under way has ended with the last server. */
  static Outcome woken(Notebook notebook) {
    Turn turn = new Turn(Position.of(notebook));
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

  /**
   * A browser opens the notebook. Its kernel is started while the learner still reads; but cells
   * that ran before are run again only when a run asks for it.
   */
  static Outcome opened(Position position) {
    Turn turn = new Turn(position);
    if (position.notebook().kernel() == State.ASLEEP && position.notebook().replay().isEmpty()) {
      turn.effects.add(new Effect.Prewarm());
    }
    return turn.outcome();
  }

  /** The kernel that a browser's opening wanted is being started. */
  static Outcome prewarmed(Position position) {
    Turn turn = new Turn(position);
    turn.starting("");
    return turn.outcome();
  }

  /**
   * The notebook's place in the line of those who wait for a kernel.
   *
   * @param place from 1; 0 if its kernel is being started now
   */
  static Outcome placed(Position position, int place) {
    Turn turn = new Turn(position);
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
    Turn turn = new Turn(position);
    if (position.notebook().kernel() == State.READY && !position.isBusy()) {
      turn.effects.add(new Effect.EndKernel());
      turn.rest(why);
      turn.position = Position.of(turn.notebook());
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

  /** A browser asks for something. */
  static Outcome command(Position position, Command command) {
    Turn turn = new Turn(position);
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
      turn.compare(compare);
    } else if (command instanceof Command.Answering answering) {
      turn.answer(answering);
    } else if (command instanceof Command.Ask ask) {
      turn.ask(ask);
    } else if (command instanceof Command.Ping) {
      turn.effects.add(new Effect.Answer(new Event.Pong()));
    } else {
      turn.refuse("hello is the first Command of a connection and comes once");
    }
    return turn.outcome();
  }

  private boolean accepts(String cell, String source) {
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

  private void run(Command.Run run) {
    if (!accepts(run.cell(), run.source())) {
      return;
    }
    if (notebook().isBusy(run.cell())) {
      refuse("cell " + run.cell() + " runs or waits already; interrupt it first");
      return;
    }
    if (notebook().isComparing(run.cell())) {
      effects.add(new Effect.EndCompare());
    }
    emit(new Event.Queued(notebook().lastRun() + 1, run.cell(), run.source()));
    runNext();
  }

  private void compare(Command.Compare compare) {
    List<Event.Variant> variants = compare.variants();
    if (variants.size() < 2 || variants.size() > MOST_VARIANTS) {
      refuse("a comparison takes 2 to " + MOST_VARIANTS + " variants");
    } else if (!variants.stream().allMatch(each -> accepts(compare.cell(), each.source()))) {
      return;
    } else if (notebook().comparing() != null) {
      refuse("a comparison is under way; interrupt it, or wait for its end");
    } else if (notebook().isBusy(compare.cell()) || !notebook().ran().containsKey(compare.cell())) {
      refuse("cell " + compare.cell() + " has not run to its end in this kernel; run it first");
    } else {
      String first = variants.get(0).strategy();
      emit(new Event.Comparing(compare.run(), compare.cell(), first, 1, variants.size()));
      effects.add(new Effect.Compare(compare, notebook().replayBefore(compare.cell())));
    }
  }

  /** What a comparison tells; of one that was ended nothing counts. */
  static Outcome comparison(Position position, Event.OfRun event) {
    Turn turn = new Turn(position);
    Event.Comparing now = position.notebook().comparing();
    if (now != null && now.run() == event.run() && now.cell().equals(event.cell())) {
      if (!now.equals(event)) {
        turn.emit(event);
      }
    }
    return turn.outcome();
  }

  /** A comparison without results was ended. */
  private void endCompare() {
    Event.Comparing now = notebook().comparing();
    if (now != null) {
      effects.add(new Effect.EndCompare());
      emit(new Event.Compared(now.run(), now.cell(), List.of()));
    }
  }

  private void runNext() {
    if (notebook().running() != null || notebook().waiting().isEmpty()) {
      return;
    }
    switch (notebook().kernel()) {
      case ASLEEP, DIED, RESTARTED -> start("");
      case WAITING, STARTING, REPLAYING -> {}
      case READY -> {
        Run next = notebook().waiting().get(0);
        emit(new Event.Started(next.number(), next.cell()));
        effects.add(new Effect.Send(checked(next)));
      }
    }
  }

  /** With the lesson's own check, whatever a browser has sent. A replay is not judged. */
  private Command.Run checked(Run run) {
    String check = notebook().plan().checks().get(run.cell());
    return new Command.Run(run.number(), run.cell(), run.source(), check);
  }

  private void start(String why) {
    starting(why);
    effects.add(new Effect.StartKernel());
  }

  private void starting(String why) {
    kernel(State.STARTING, "");
    position = new Position(notebook(), List.of(), List.of(), why, null);
  }

  private void interrupt() {
    endCompare();
    skipWaiting();
    Run running = notebook().running();
    if (notebook().kernel() == State.WAITING) {
      effects.add(new Effect.EndKernel());
      kernel(State.ASLEEP, "");
    } else if (running != null) {
      effects.add(new Effect.Send(new Command.Interrupt()));
      effects.add(new Effect.AwaitStop(running.number()));
    } else if (!position.replaying().isEmpty()) {
      effects.add(new Effect.EndKernel());
      kernel(State.DIED, "The replay was interrupted. The next run starts it again.");
      position = Position.of(notebook());
    }
  }

  private void skipWaiting() {
    for (Run run : notebook().waiting()) {
      emit(new Event.Finished(run.number(), run.cell(), Status.SKIPPED, 0));
    }
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
      effects.add(new Effect.EndKernel());
    }
    endCompare();
    emit(new Event.Cleared());
    position = Position.of(notebook());
  }

  private void answer(Command.Answering answering) {
    Event come = notebook().plan().asked().answer(answering, notebook().progress().revealed());
    if (come instanceof Event.Fault fault) {
      effects.add(new Effect.Answer(fault));
    } else {
      emit(come);
    }
  }

  private void ask(Command.Ask ask) {
    switch (notebook().kernel()) {
      case READY -> effects.add(new Effect.Send(ask));
      case WAITING, STARTING, REPLAYING ->
          decline(ask, "The kernel is starting. Ask again in a moment.");
      case ASLEEP, DIED, RESTARTED ->
          decline(ask, "The kernel is not running. Run the cell first.");
    }
  }

  private void decline(Command.Ask ask, String message) {
    effects.add(new Effect.Answer(new Event.Declined(ask, message)));
  }

  private void restart() {
    boolean waited = notebook().kernel() == State.WAITING;
    effects.add(new Effect.EndKernel());
    endCompare();
    stopRunning(Status.INTERRUPTED);
    skipWaiting();
    kernel(State.RESTARTED, "");
    if (!waited) {
      start("");
    }
  }

  private void stopRunning(Status status) {
    Run running = notebook().running();
    if (running != null) {
      emit(new Event.Finished(running.number(), running.cell(), status, 0));
    }
  }

  /** An interrupted run has had its time to stop. */
  static Outcome graceOver(Position position, long run) {
    Turn turn = new Turn(position);
    Run running = turn.notebook().running();
    if (running != null && running.number() == run) {
      turn.effects.add(new Effect.EndKernel());
      turn.stopRunning(Status.INTERRUPTED);
      turn.kernel(State.DIED, "");
      turn.start("The cell did not stop within a second, so its kernel was ended.");
    }
    return turn.outcome();
  }

  /** The kernel tells something. */
  static Outcome event(Position position, Event event) {
    Turn turn = new Turn(position);
    if (event instanceof Event.Kernel told && told.state() == State.READY) {
      turn.kernelStarted();
    } else if (event instanceof Event.Answer answer) {
      turn.effects.add(new Effect.Show(answer));
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
    position = new Position(notebook(), again, List.of(), position.why(), null);
    if (!again.isEmpty()) {
      emit(
          new Event.Kernel(
              State.REPLAYING, position.why(), again.stream().map(Run::cell).toList()));
    }
    replayNext();
  }

  private void replayNext() {
    if (!position.replaying().isEmpty()) {
      Run next = position.replaying().get(0);
      effects.add(new Effect.Send(new Command.Run(0, next.cell(), next.source())));
      return;
    }
    emit(new Event.Kernel(State.READY, position.why(), position.replayed()));
    runNext();
  }

  private void ofRun(Event.OfRun event) {
    Run running = notebook().running();
    if (!position.replaying().isEmpty()) {
      Run again = position.replaying().get(0);
      if (event.run() == 0 && event instanceof Event.Finished) {
        List<String> replayed = new ArrayList<>(position.replayed());
        replayed.add(again.cell());
        List<Run> rest = position.replaying().subList(1, position.replaying().size());
        position = new Position(notebook(), rest, replayed, position.why(), null);
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
    Run last = position.finished();
    return last != null
        && last.number() == after.run()
        && last.cell().equals(after.cell())
        && !notebook().isBusy(last.cell());
  }

  private void afterFinish(Run run, Event.Finished finished) {
    position =
        new Position(notebook(), position.replaying(), position.replayed(), position.why(), run);
    if (!notebook().isAsMeant(finished)) {
      skipWaiting();
    }
    runNext();
  }

  /** The kernel's process has ended by itself. */
  static Outcome kernelEnded(Position position, Ending ending) {
    Turn turn = new Turn(position);
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
    position = Position.of(notebook().forgetting(again.cell()));
  }

  private void fail(Run run, Failure.Kind kind, String message) {
    emit(
        new Event.Failed(
            run.number(),
            run.cell(),
            new Failure(kind, "kernel", message, 0, 0, 0, 0, List.of(), 0, null, null)));
  }
}
