package orrery.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.State;
import orrery.kernel.protocol.Event.Status;

/**
 * A learner's living copy of a lesson, as its Events made it. Immutable; {@link #apply} is the only
 * way to another state, and {@link Turn} decides which Events there are. An Event of a run that was
 * never queued changes nothing: a full disk may have swallowed a part of the log.
 *
 * @param plan the lesson's part
 * @param kernel the kernel's last state
 * @param running the run in the kernel, null if none
 * @param waiting runs in the queue, first come first
 * @param ran source of each cell that ran to its end since the last restart: what a replay needs
 * @param progress how far the learner is
 * @param lastRun number of the newest run
 * @param comparing the comparison that is under way, null if none
 */
record Notebook(
    Plan plan,
    State kernel,
    @Nullable Run running,
    List<Run> waiting,
    Map<String, String> ran,
    Progress progress,
    long lastRun,
    Event.@Nullable Comparing comparing) {

  /** A run that was asked for. */
  record Run(long number, String cell, String source) {}

  static Notebook of(Plan plan) {
    return new Notebook(plan, State.ASLEEP, null, List.of(), Map.of(), Progress.NONE, 0, null);
  }

  /** The state after {@code event}. */
  Notebook apply(Event event) {
    if (event instanceof Event.Queued queued) {
      Run run = new Run(queued.run(), queued.cell(), queued.source());
      return new Notebook(
          plan,
          kernel,
          running,
          with(waiting, run),
          ran,
          progress.again(run.cell()),
          run.number(),
          isComparing(run.cell()) ? null : comparing);
    }
    if (event instanceof Event.Started started) {
      return started(started);
    }
    if (event instanceof Event.Finished finished) {
      return finished(finished);
    }
    if (event instanceof Event.Checked checked) {
      return checked.passed() && plan.checks().containsKey(checked.cell())
          ? progressing(progress.passing(checked.cell()))
          : this;
    }
    if (event instanceof Event.Revealed revealed) {
      return progressing(progress.revealing(revealed));
    }
    if (event instanceof Event.Kernel change) {
      Map<String, String> still = change.state() == State.RESTARTED ? Map.of() : ran;
      return new Notebook(
          plan, change.state(), running, waiting, still, progress, lastRun, comparing);
    }
    if (event instanceof Event.Comparing now) {
      return comparing(now);
    }
    if (event instanceof Event.Compared) {
      return comparing(null);
    }
    return event instanceof Event.Cleared ? cleared() : this;
  }

  private Notebook progressing(Progress further) {
    return new Notebook(plan, kernel, running, waiting, ran, further, lastRun, comparing);
  }

  /** Run numbers go on: what is still under way for an old run must not meet a new one. */
  private Notebook cleared() {
    return new Notebook(
        plan, State.ASLEEP, null, List.of(), Map.of(), Progress.NONE, lastRun, null);
  }

  private Notebook comparing(Event.@Nullable Comparing now) {
    return new Notebook(plan, kernel, running, waiting, ran, progress, lastRun, now);
  }

  /** Whether this cell's variants are being compared. */
  boolean isComparing(String cell) {
    return comparing != null && comparing.cell().equals(cell);
  }

  private Notebook started(Event.Started started) {
    Run run = waiting(started.run());
    return run == null
        ? this
        : new Notebook(
            plan,
            kernel,
            run,
            without(waiting, run),
            without(ran, run.cell()),
            progress,
            lastRun,
            comparing);
  }

  private Notebook finished(Event.Finished finished) {
    if (running == null || running.number() != finished.run()) {
      Run skipped = waiting(finished.run());
      return skipped == null
          ? this
          : new Notebook(
              plan, kernel, running, without(waiting, skipped), ran, progress, lastRun, comparing);
    }
    boolean ended = finished.status() == Status.OK || finished.status() == Status.FAILED;
    return new Notebook(
        plan,
        kernel,
        null,
        waiting,
        ended ? with(ran, running.cell(), running.source()) : ran,
        isAsMeant(finished) ? progress.asMeant(running.cell()) : progress,
        lastRun,
        comparing);
  }

  /**
   * Whether the run ended as the lesson means it to: well, or in a failure it announces. What
   * became of an exercise's check does not matter here.
   */
  boolean isAsMeant(Event.Finished finished) {
    return finished.status() == Status.OK
        || finished.status() == Status.FAILED && plan.meantToFail().contains(finished.cell());
  }

  /** Cells whose last run ended as the lesson means it to; of exercises, those that are passed. */
  Set<String> done() {
    Set<String> done = new LinkedHashSet<>(progress.run());
    done.removeAll(plan.checks().keySet());
    done.addAll(progress.passed());
    return Set.copyOf(done);
  }

  private @Nullable Run waiting(long number) {
    return waiting.stream().filter(run -> run.number() == number).findFirst().orElse(null);
  }

  /** Whether the cell has its turn or waits for it. */
  boolean isBusy(String cell) {
    return running != null && running.cell().equals(cell)
        || waiting.stream().anyMatch(run -> run.cell().equals(cell));
  }

  /** Cells to run again in a new kernel, in the lesson's order. */
  List<Run> replay() {
    return plan.order().stream()
        .filter(ran::containsKey)
        .map(cell -> new Run(0, cell, ran.getOrDefault(cell, "")))
        .toList();
  }

  /** Cells to run before {@code cell} in a kernel of its own. */
  List<Run> replayBefore(String cell) {
    int end = plan.order().indexOf(cell);
    return replay().stream().filter(run -> plan.order().indexOf(run.cell()) < end).toList();
  }

  /** The same, but {@code cell} is not run again. */
  Notebook forgetting(String cell) {
    return new Notebook(
        plan, kernel, running, waiting, without(ran, cell), progress, lastRun, comparing);
  }

  private static <T> List<T> with(List<T> list, T item) {
    List<T> longer = new ArrayList<>(list);
    longer.add(item);
    return List.copyOf(longer);
  }

  private static <T> List<T> without(List<T> list, T item) {
    return list.stream().filter(other -> !other.equals(item)).toList();
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> larger = new LinkedHashMap<>(map);
    larger.put(key, value);
    return Map.copyOf(larger);
  }

  private static Map<String, String> without(Map<String, String> map, String key) {
    Map<String, String> smaller = new LinkedHashMap<>(map);
    smaller.remove(key);
    return Map.copyOf(smaller);
  }
}
