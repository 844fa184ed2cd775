package orrery.check;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Json;
import orrery.kernels.Running;
import tools.jackson.databind.node.ObjectNode;

/**
 * The command {@code check [file or folder …] [--json]}: runs each lesson in a kernel of its own,
 * cell by cell, and says of each cell whether it does what the lesson says. An exercise is tried
 * with its starter, each wrong answer that lies beside the lesson, and its solution, one after the
 * other as a learner would.
 */
public final class Check {

  /** All cells are as their lessons say. */
  public static final int PASSED = 0;

  /** At least one is not. */
  public static final int FAILED = 1;

  /** There was nothing to run: no such file, or a lesson with a fault. */
  public static final int UNUSABLE = 2;

  private final Supplier<Running> kernels;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param kernels gives a new one for each lesson
   * @param out of UTF-8: a line per cell, or with {@code --json} the Events
   * @param err of UTF-8: what is wrong with the input; with {@code --json} the line per cell too
   */
  public Check(Supplier<Running> kernels, PrintStream out, PrintStream err) {
    this.kernels = kernels;
    this.out = out;
    this.err = err;
  }

  /** Returns the exit status. */
  public int run(List<String> arguments) {
    try {
      return run(Selection.of(arguments));
    } catch (UnusableInput e) {
      err.println(e.getMessage());
      err.flush();
      return UNUSABLE;
    }
  }

  private int run(Selection selection) {
    Report report = new Report(selection.json() ? err : out);
    for (Selection.Chosen chosen : selection.lessons()) {
      try (Running kernel = kernels.get()) {
        run(chosen, kernel, selection.json(), report);
      }
    }
    report.summary();
    return report.allPassed() ? PASSED : FAILED;
  }

  private void run(Selection.Chosen chosen, Running kernel, boolean json, Report report) {
    @Nullable String diedIn = null;
    List<Attempt> attempts =
        chosen.lesson().cells().stream()
            .flatMap(cell -> Attempt.at(chosen, cell).stream())
            .toList();
    for (Attempt attempt : attempts) {
      if (diedIn != null) {
        report.add(chosen, attempt, Verdict.notRun(attempt, diedIn));
        continue;
      }
      List<Event.OfRun> events = kernel.run(attempt.cell(), attempt.source(), attempt.check());
      if (json) {
        events.forEach(event -> print(chosen.lesson().name(), event));
      }
      report.add(chosen, attempt, attempt.verdict(events));
      diedIn = events.stream().anyMatch(Check::isDeath) ? attempt.cell() : null;
    }
  }

  private static boolean isDeath(Event event) {
    return event instanceof Event.Finished finished && finished.status() == Event.Status.DIED;
  }

  /** An Event with the lesson it belongs to, since runs are numbered anew for each. */
  private void print(String lesson, Event event) {
    ObjectNode node = Json.MAPPER.createObjectNode().put("lesson", lesson);
    node.setAll(Json.MAPPER.<ObjectNode>valueToTree(event));
    out.println(Json.write(node));
  }
}
