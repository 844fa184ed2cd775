package orrery.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.State;
import orrery.kernel.protocol.Event.Status;
import orrery.kernel.protocol.Failure;
import orrery.kernels.Ending;

/** Every rule of a notebook, without a kernel. */
class TurnTest {

  private static final Plan PLAN =
      new Plan(
          List.of("a", "b", "c", "exercise", "scratch"),
          Map.of("a", "one", "b", "two", "c", "three", "exercise", "four", "scratch", ""),
          Set.of("b"),
          Map.of("exercise", "assertThat(1)"),
          AskedTest.ASKED);

  private static final Ending OUT_OF_MEMORY =
      new Ending(Ending.Reason.OUT_OF_MEMORY, "The kernel ran out of memory.");
  private static final Ending KILLED =
      new Ending(Ending.Reason.ENDED, "The kernel was ended by signal 9.");

  private static final Ending SLEEPS = new Ending(Ending.Reason.IDLE, "It sleeps.");

  private Turn.Position position = Turn.Position.of(Notebook.of(PLAN));
  private final List<Effect> effects = new ArrayList<>();

  private void take(Turn.Outcome outcome) {
    position = outcome.position();
    effects.clear();
    effects.addAll(outcome.effects());
  }

  private void command(Command command) {
    take(BrowserTurn.command(position, command));
  }

  private void event(Event event) {
    take(KernelTurn.event(position, event));
  }

  private void run(String cell) {
    command(new Command.Run(0, cell, "source of " + cell));
  }

  private void finish(long run, String cell, Status status) {
    event(new Event.Finished(run, cell, status, 5));
  }

  private void ready() {
    event(new Event.Kernel(State.READY, "", List.of()));
  }

  private List<Event> emitted() {
    return effects.stream()
        .filter(Effect.Emit.class::isInstance)
        .map(effect -> ((Effect.Emit) effect).event())
        .toList();
  }

  private List<Command> sent() {
    return effects.stream()
        .filter(Effect.Send.class::isInstance)
        .map(effect -> ((Effect.Send) effect).command())
        .toList();
  }

  private String fault() {
    assertThat(effects).hasSize(1);
    return ((Event.Fault) ((Effect.Answer) effects.get(0)).event()).message();
  }

  @Test
  void firstRunStartsAKernelAndWaitsForIt() {
    run("a");

    assertThat(emitted())
        .containsExactly(
            new Event.Queued(1, "a", "source of a"),
            new Event.Kernel(State.STARTING, "", List.of()));
    assertThat(effects).contains(new Effect.StartKernel());
    assertThat(sent()).isEmpty();

    ready();

    assertThat(emitted())
        .containsExactly(new Event.Kernel(State.READY, "", List.of()), new Event.Started(1, "a"));
    assertThat(sent()).containsExactly(new Command.Run(1, "a", "source of a"));
  }

  @Test
  void anOpenedNotebookGetsItsKernelBeforeTheFirstRun() {
    take(BrowserTurn.opened(position));
    assertThat(effects).containsExactly(new Effect.Prewarm());

    take(ClaimTurn.prewarmed(position));
    assertThat(emitted()).containsExactly(new Event.Kernel(State.STARTING, "", List.of()));
    ready();
    run("a");

    assertThat(sent()).containsExactly(new Command.Run(1, "a", "source of a"));
    take(BrowserTurn.opened(position));
    assertThat(effects).isEmpty();
  }

  @Test
  void openingRunsNothingAgain() {
    run("a");
    ready();
    finish(1, "a", Status.OK);
    take(KernelTurn.woken(position.notebook()));

    take(BrowserTurn.opened(position));

    assertThat(effects).isEmpty();
  }

  private static Event.Kernel waiting(int place) {
    return new Event.Kernel(State.WAITING, "", List.of(), place);
  }

  @Test
  void aNotebookInLineTellsItsPlaceUntilItsKernelStarts() {
    run("a");

    take(ClaimTurn.placed(position, 2));
    assertThat(emitted()).containsExactly(waiting(2));
    take(ClaimTurn.placed(position, 1));
    assertThat(emitted()).containsExactly(waiting(1));
    run("b");
    assertThat(effects).doesNotContain(new Effect.StartKernel());
    take(ClaimTurn.placed(position, 0));
    assertThat(emitted()).containsExactly(new Event.Kernel(State.STARTING, "", List.of()));

    ready();
    assertThat(emitted()).contains(new Event.Started(1, "a"));
  }

  @Test
  void aKernelThatIsReadyBeforeItsPlaceWasToldIsNotMissed() {
    run("a");
    take(ClaimTurn.placed(position, 1));

    ready();
    assertThat(emitted()).contains(new Event.Started(1, "a"));

    take(ClaimTurn.placed(position, 0));
    assertThat(effects).isEmpty();
  }

  @Test
  void interruptLeavesTheLine() {
    run("a");
    take(ClaimTurn.placed(position, 4));

    command(new Command.Interrupt());

    assertThat(effects)
        .containsExactly(
            new Effect.Emit(new Event.Finished(1, "a", Status.SKIPPED, 0)),
            new Effect.EndKernel(),
            new Effect.Emit(new Event.Kernel(State.ASLEEP, "", List.of())));
  }

  @Test
  void restartInLineLeavesItAndStartsNothing() {
    run("a");
    take(ClaimTurn.placed(position, 4));

    command(new Command.Restart());

    assertThat(effects).startsWith(new Effect.EndKernel()).doesNotContain(new Effect.StartKernel());
    assertThat(position.notebook().kernel()).isEqualTo(State.RESTARTED);
  }

  @Test
  void anIdleKernelGoesToSleepAndTheNextRunReplays() {
    run("a");
    ready();
    finish(1, "a", Status.OK);

    take(ClaimTurn.rested(position, SLEEPS));

    assertThat(effects)
        .containsExactly(
            new Effect.EndKernel(),
            new Effect.Emit(
                new Event.Kernel(
                    State.ASLEEP,
                    "It sleeps. The next run starts a new one and runs your earlier cells again"
                        + " first.",
                    List.of())));
    run("c");
    ready();
    assertThat(sent()).containsExactly(new Command.Run(0, "a", "source of a"));
  }

  @Test
  void aKernelThatRanNothingSleepsWithoutAWord() {
    take(ClaimTurn.prewarmed(position));
    ready();

    take(ClaimTurn.rested(position, SLEEPS));

    assertThat(emitted()).containsExactly(new Event.Kernel(State.ASLEEP, "", List.of()));
  }

  @Test
  void aKernelInUseIsNotPutToSleep() {
    run("a");
    take(ClaimTurn.rested(position, SLEEPS));
    assertThat(effects).isEmpty();

    ready();
    take(ClaimTurn.rested(position, SLEEPS));
    assertThat(effects).isEmpty();

    finish(1, "a", Status.OK);
    take(KernelTurn.woken(position.notebook()));
    run("b");
    ready();
    assertThat(position.isBusy()).isTrue();
    take(ClaimTurn.rested(position, SLEEPS));
    assertThat(effects).isEmpty();
  }

  @Test
  void whoseThreadsNeverRestIsToldSo() {
    take(ClaimTurn.prewarmed(position));
    ready();

    take(ClaimTurn.rested(position, new Ending(Ending.Reason.STRAY, "Threads.")));

    assertThat(emitted()).containsExactly(new Event.Kernel(State.DIED, "Threads.", List.of()));
  }

  @Test
  void runsComeOneAfterTheOther() {
    run("a");
    run("c");
    ready();

    finish(1, "a", Status.OK);

    assertThat(sent()).containsExactly(new Command.Run(2, "c", "source of c"));
    assertThat(position.notebook().progress().run()).containsExactly("a");
  }

  @Test
  void afterAFailureTheQueueIsSkipped() {
    run("a");
    run("c");
    ready();

    finish(1, "a", Status.FAILED);

    assertThat(emitted())
        .containsExactly(
            new Event.Finished(1, "a", Status.FAILED, 5),
            new Event.Finished(2, "c", Status.SKIPPED, 0));
    assertThat(sent()).isEmpty();
  }

  @Test
  void afterAFailureThatIsMeantTheQueueGoesOn() {
    run("b");
    run("c");
    ready();

    finish(1, "b", Status.FAILED);

    assertThat(sent()).containsExactly(new Command.Run(2, "c", "source of c"));
    assertThat(position.notebook().progress().run()).containsExactly("b");
  }

  private void check(long run, String cell, boolean passed) {
    event(new Event.Checked(run, cell, passed, passed ? "" : "One query is enough.", ""));
  }

  @Test
  void anExerciseIsSentWithTheLessonsCheckNotTheBrowsers() {
    command(new Command.Run(0, "exercise", "x", "assertThat(2)"));
    ready();

    assertThat(sent()).containsExactly(new Command.Run(1, "exercise", "x", "assertThat(1)"));
  }

  @Test
  void anExerciseOncePassedStaysPassedUntilTheNotebookIsReset() {
    run("exercise");
    ready();
    check(1, "exercise", true);
    assertThat(emitted()).hasSize(1);
    finish(1, "exercise", Status.OK);

    run("exercise");
    check(2, "exercise", false);
    finish(2, "exercise", Status.OK);
    assertThat(position.notebook().progress().passed()).containsExactly("exercise");

    command(new Command.Reset(null));
    assertThat(position.notebook().progress()).isEqualTo(Progress.NONE);
  }

  @Test
  void aFailedCheckStopsNoQueue() {
    run("exercise");
    run("c");
    ready();
    check(1, "exercise", false);

    finish(1, "exercise", Status.OK);

    assertThat(sent()).containsExactly(new Command.Run(2, "c", "source of c"));
    assertThat(position.notebook().progress().passed()).isEmpty();
  }

  @Test
  void answersAreKeptAndHintsCountedUntilTheNotebookIsReset() {
    Command hint = new Command.Reveal("exercise", Command.Help.HINT);
    command(new Command.Predict("a", 1, 0, 0, 0));
    assertThat(emitted()).containsExactly(new Event.Predicted("a", 1, 0, 0, 0));
    command(hint);
    command(hint);
    assertThat(emitted()).containsExactly(new Event.Revealed("exercise", 2, false));

    command(hint);
    assertThat(fault()).contains("no more hints");
    command(new Command.Reset(null));
    command(hint);
    assertThat(emitted()).containsExactly(new Event.Revealed("exercise", 1, false));
  }

  @Test
  void anExerciseIsDoneWhenItIsPassed() {
    run("a");
    run("exercise");
    ready();
    finish(1, "a", Status.OK);
    check(2, "exercise", false);
    finish(2, "exercise", Status.OK);
    assertThat(position.notebook().done()).containsExactly("a");

    run("exercise");
    check(3, "exercise", true);
    assertThat(position.notebook().done()).containsExactlyInAnyOrder("a", "exercise");
  }

  @Test
  void whatIsNoExerciseIsNeverPassed() {
    run("a");
    ready();
    check(1, "a", true);

    assertThat(position.notebook().progress().passed()).isEmpty();
  }

  @Test
  void aReplayIsNotJudged() {
    run("exercise");
    ready();
    finish(1, "exercise", Status.OK);
    take(KernelTurn.woken(position.notebook()));

    run("a");
    ready();

    assertThat(sent()).containsExactly(new Command.Run(0, "exercise", "source of exercise"));
  }

  @Test
  void aBusyCellIsNotQueuedTwice() {
    run("a");
    run("a");

    assertThat(fault()).contains("a runs or waits already");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    run("nonsense");
    assertThat(fault()).contains("no cell named nonsense");

    command(new Command.Run(0, "a", "x".repeat(Turn.MOST_SOURCE + 1)));
    assertThat(fault()).contains("65536 are allowed");

    command(new Command.Hello(0));
    assertThat(fault()).contains("hello");
  }

  @Test
  void whatAKernelForgesIsDropped() {
    run("a");
    ready();

    event(new Event.Output(99, "a", Event.Stream.OUT, "of another run"));
    assertThat(effects).isEmpty();
    event(new Event.Output(1, "c", Event.Stream.OUT, "of another cell"));
    assertThat(effects).isEmpty();
    event(new Event.Cleared());
    assertThat(effects).isEmpty();
    event(new Event.Queued(2, "a", "forged"));
    assertThat(effects).isEmpty();
    event(new Event.Started(1, "a"));
    assertThat(effects).isEmpty();
  }

  @Test
  void interruptStopsTheCellAndSkipsTheQueue() {
    run("a");
    run("c");
    ready();

    command(new Command.Interrupt());

    assertThat(sent()).containsExactly(new Command.Interrupt());
    assertThat(effects).contains(new Effect.AwaitStop(1));
    assertThat(emitted()).containsExactly(new Event.Finished(2, "c", Status.SKIPPED, 0));
  }

  @Test
  void whatIsFoundOutAfterTheEndOfARunIsToldUnlessTheCellIsRunAgain() {
    Event.Folded first = new Event.Folded(1, "a", 7, 1, List.of());
    Event.Folded second = new Event.Folded(2, "c", 8, 1, List.of());
    run("a");
    run("c");
    ready();
    event(first);
    finish(1, "a", Status.OK);

    event(first);
    assertThat(emitted()).containsExactly(first);

    finish(2, "c", Status.OK);
    event(first);
    assertThat(emitted()).isEmpty();

    event(new Event.Output(2, "c", Event.Stream.OUT, "late"));
    assertThat(emitted()).isEmpty();

    run("c");
    event(second);
    assertThat(emitted()).isEmpty();
  }

  @Test
  void aCellThatDoesNotStopLosesItsKernelAndTheRestIsReplayed() {
    run("a");
    ready();
    finish(1, "a", Status.OK);
    run("c");
    command(new Command.Interrupt());

    take(BrowserTurn.graceOver(position, 2));

    assertThat(effects).startsWith(new Effect.EndKernel()).endsWith(new Effect.StartKernel());
    assertThat(emitted()).contains(new Event.Finished(2, "c", Status.INTERRUPTED, 0));

    ready();

    assertThat(sent()).containsExactly(new Command.Run(0, "a", "source of a"));
  }

  @Test
  void graceOfAnOtherRunMeansNothing() {
    run("a");
    ready();
    take(BrowserTurn.graceOver(position, 7));

    assertThat(effects).isEmpty();
  }

  @Test
  void aKernelOutOfMemoryIsReplacedAndTheLearnerIsTold() {
    run("c");
    ready();
    finish(1, "c", Status.OK);
    run("a");
    finish(2, "a", Status.OK);
    run("b");

    take(KernelTurn.kernelEnded(position, OUT_OF_MEMORY));

    assertThat(emitted()).extracting(Object::getClass).startsWith(Event.Failed.class);
    assertThat(((Event.Failed) emitted().get(0)).failure().kind())
        .isEqualTo(Failure.Kind.OUT_OF_MEMORY);
    assertThat(emitted()).contains(new Event.Finished(3, "b", Status.DIED, 0));

    ready();
    assertThat(emitted())
        .containsExactly(
            new Event.Kernel(State.REPLAYING, "The kernel ran out of memory.", List.of("a", "c")));
    finish(0, "a", Status.OK);
    finish(0, "c", Status.OK);
    assertThat(emitted())
        .containsExactly(
            new Event.Kernel(State.READY, "The kernel ran out of memory.", List.of("a", "c")));
  }

  @Test
  void aKernelThatDiesIdleIsStartedByTheNextRun() {
    run("a");
    ready();
    finish(1, "a", Status.OK);

    take(KernelTurn.kernelEnded(position, KILLED));

    assertThat(emitted())
        .containsExactly(
            new Event.Kernel(
                State.DIED,
                "The kernel was ended by signal 9. The next run starts a new one.",
                List.of()));
    run("c");
    assertThat(effects).contains(new Effect.StartKernel());
    ready();
    assertThat(sent()).containsExactly(new Command.Run(0, "a", "source of a"));
    finish(0, "a", Status.OK);
    assertThat(sent()).containsExactly(new Command.Run(2, "c", "source of c"));
  }

  @Test
  void aCellThatKillsTheReplayIsLeftOutOfTheNext() {
    run("a");
    ready();
    finish(1, "a", Status.OK);
    take(KernelTurn.kernelEnded(position, KILLED));
    run("c");
    ready();

    take(KernelTurn.kernelEnded(position, KILLED));

    assertThat(emitted()).contains(new Event.Finished(2, "c", Status.SKIPPED, 0));
    run("c");
    ready();
    assertThat(sent()).containsExactly(new Command.Run(3, "c", "source of c"));
  }

  @Test
  void restartForgetsWhatRan() {
    run("a");
    ready();
    finish(1, "a", Status.OK);

    command(new Command.Restart());

    assertThat(effects).startsWith(new Effect.EndKernel()).endsWith(new Effect.StartKernel());
    ready();
    assertThat(emitted()).containsExactly(new Event.Kernel(State.READY, "", List.of()));
    assertThat(sent()).isEmpty();
  }

  @Test
  void resetOfACellBringsBackTheLessonsText() {
    command(new Command.Edit("a", "mine"));
    command(new Command.Reset("a"));

    assertThat(emitted()).containsExactly(new Event.Edited("a", "one"));
  }

  @Test
  void eventsOfARunThatTheStoreLostChangeNothing() {
    Notebook notebook = Notebook.of(PLAN);

    assertThat(notebook.apply(new Event.Started(1, "a"))).isEqualTo(notebook);
    assertThat(notebook.apply(new Event.Finished(1, "a", Status.OK, 5))).isEqualTo(notebook);
  }

  @Test
  void graceOfARunBeforeTheResetIsNoneAfterIt() {
    run("a");
    ready();
    command(new Command.Interrupt());
    command(new Command.Reset(null));
    run("a");
    ready();

    take(BrowserTurn.graceOver(position, 1));

    assertThat(effects).isEmpty();
  }

  @Test
  void resetOfTheNotebookEndsTheKernel() {
    run("a");
    ready();

    command(new Command.Reset(null));

    assertThat(effects)
        .containsExactly(new Effect.EndKernel(), new Effect.Emit(new Event.Cleared()));
    assertThat(position.notebook())
        .isEqualTo(
            new Notebook(PLAN, State.ASLEEP, null, List.of(), Map.of(), Progress.NONE, 1, null));
  }

  @Test
  void whatAStoppedServerLeftRunningIsTold() {
    run("a");
    ready();
    run("c");

    take(KernelTurn.woken(position.notebook()));

    assertThat(emitted())
        .contains(
            new Event.Finished(1, "a", Status.DIED, 0),
            new Event.Finished(2, "c", Status.SKIPPED, 0),
            new Event.Kernel(State.ASLEEP, "", List.of()));
    assertThat(position.notebook().running()).isNull();
  }

  private static final List<Event.Variant> VARIANTS =
      List.of(new Event.Variant("lazy", "one"), new Event.Variant("join fetch", "two"));

  private void ran(String cell) {
    run(cell);
    if (position.notebook().kernel() != State.READY) {
      ready();
    }
    finish(position.notebook().lastRun(), cell, Status.OK);
  }

  private void compare(String cell) {
    command(new Command.Compare(position.notebook().lastRun(), cell, VARIANTS));
  }

  @Test
  void aComparisonRunsWhatStoodBeforeTheCell() {
    ran("a");
    ran("c");
    ran("b");

    Command.Compare asked = new Command.Compare(3, "b", VARIANTS);
    command(asked);

    assertThat(effects)
        .containsExactly(
            new Effect.Emit(new Event.Comparing(3, "b", "lazy", 1, 2)),
            new Effect.Compare(asked, List.of(new Notebook.Run(0, "a", "source of a"))));
    take(ComparisonTurn.told(position, new Event.Comparing(3, "b", "lazy", 1, 2)));
    assertThat(emitted()).isEmpty();
    take(ComparisonTurn.told(position, new Event.Comparing(3, "b", "join fetch", 2, 2)));
    assertThat(emitted()).containsExactly(new Event.Comparing(3, "b", "join fetch", 2, 2));
    Event.Compared end = new Event.Compared(3, "b", List.of());
    take(ComparisonTurn.told(position, end));
    assertThat(emitted()).containsExactly(end);
    assertThat(position.notebook().comparing()).isNull();
  }

  @Test
  void aSecondComparisonIsRefused() {
    ran("a");
    compare("a");
    compare("a");

    assertThat(fault()).startsWith("a comparison is under way");
  }

  @Test
  void aCellThatDidNotRunCannotBeCompared() {
    compare("a");
    assertThat(fault()).contains("run it first");

    command(new Command.Compare(1, "a", VARIANTS.subList(0, 1)));
    assertThat(fault()).isEqualTo("a comparison takes 2 to 8 variants");
  }

  @Test
  void interruptRestartAndResetEndAComparison() {
    for (Command end :
        List.of(new Command.Interrupt(), new Command.Restart(), new Command.Reset(null))) {
      ran("a");
      compare("a");
      long run = position.notebook().lastRun();

      command(end);

      assertThat(effects).contains(new Effect.EndCompare());
      assertThat(emitted()).contains(new Event.Compared(run, "a", List.of()));
      assertThat(position.notebook().comparing()).isNull();
      take(ComparisonTurn.told(position, new Event.Comparing(run, "a", "join fetch", 2, 2)));
      assertThat(emitted()).isEmpty();
    }
  }

  @Test
  void aNewRunOfTheCellEndsItsComparison() {
    ran("a");
    compare("a");
    run("a");

    assertThat(effects).contains(new Effect.EndCompare());
    assertThat(position.notebook().comparing()).isNull();
  }

  @Test
  void aComparisonThatAStoppedServerLeftIsEnded() {
    ran("a");
    compare("a");

    take(KernelTurn.woken(position.notebook()));

    assertThat(emitted()).contains(new Event.Compared(1, "a", List.of()));
    assertThat(position.notebook().comparing()).isNull();
  }

  @Test
  void aKernelCannotTellOfAComparison() {
    run("a");
    ready();
    event(new Event.Comparing(1, "a", "lazy", 1, 2));

    assertThat(emitted()).isEmpty();
  }
}
