package orrery.check;

import java.util.ArrayList;
import java.util.List;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Failure;
import orrery.lesson.Block;
import orrery.lesson.Expectation;

/**
 * Whether a cell did what its lesson says.
 *
 * @param outcome what it did, in a few words
 * @param mismatches empty if all is well
 */
record Verdict(String cell, String outcome, List<Mismatch> mismatches) {

  Verdict {
    mismatches = List.copyOf(mismatches);
  }

  /**
   * A difference between lesson and run.
   *
   * @param line in the lesson file
   * @param message what is wrong, one line
   * @param details what was expected and what came, a line each
   */
  record Mismatch(int line, String message, List<String> details) {}

  boolean passed() {
    return mismatches.isEmpty();
  }

  /** Compares a cell's expectations with the Events of its run. */
  static Verdict of(Block.Cell cell, List<Event.OfRun> events) {
    return of(cell, cell.line(), events);
  }

  /**
   * The same of a run of another source than the cell's.
   *
   * @param line of that source's first line
   */
  static Verdict of(Block.Cell cell, int line, List<Event.OfRun> events) {
    Transcript run = Transcript.of(events);
    boolean meantToFail =
        cell.fails() || cell.expectations().stream().anyMatch(Expectation.Error.class::isInstance);
    List<Mismatch> mismatches = new ArrayList<>(ending(line, meantToFail, run));
    for (Expectation expectation : cell.expectations()) {
      mismatches.addAll(compare(expectation, run));
    }
    String outcome =
        "%s, %d ms"
            .formatted(count(run.statements().size(), "statement"), Math.round(run.millis()));
    return new Verdict(cell.name(), outcome, mismatches);
  }

  /** Of what came after the end of its kernel. */
  static Verdict notRun(Attempt attempt, String diedIn) {
    Mismatch mismatch =
        new Mismatch(attempt.line(), "not run: the kernel ended in cell " + diedIn, List.of());
    return new Verdict(attempt.cell(), "", List.of(mismatch));
  }

  /** {@code 1 statement}, {@code 2 statements}. */
  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /**
   * Compares how the run ended.
   *
   * @param line of the source's first line
   */
  static List<Mismatch> ending(int line, boolean meantToFail, Transcript run) {
    return switch (run.status()) {
      case OK ->
          meantToFail
              ? List.of(new Mismatch(line, "meant to fail, but did not", List.of()))
              : List.of();
      case FAILED -> meantToFail ? List.of() : List.of(unexpected(line, run));
      case INTERRUPTED -> List.of(new Mismatch(line, "was interrupted", List.of()));
      case DIED -> List.of(new Mismatch(line, "the kernel ended", failures(run)));
      case SKIPPED -> List.of(new Mismatch(line, "was not run", List.of()));
    };
  }

  private static Mismatch unexpected(int first, Transcript run) {
    int line = run.failures().stream().mapToInt(Failure::line).findFirst().orElse(0);
    return new Mismatch(first + Math.max(line - 1, 0), "failed", failures(run));
  }

  private static List<Mismatch> compare(Expectation expectation, Transcript run) {
    if (expectation instanceof Expectation.Output output) {
      return compare(output, "output", Transcript.lines(output.text()), run.output());
    } else if (expectation instanceof Expectation.Sql sql) {
      return compare(sql, "statements", sql.statements(), run.statements());
    } else if (expectation instanceof Expectation.Trace trace) {
      return compare(trace, "trace", trace.lines(), TraceText.of(run.events()));
    } else if (expectation instanceof Expectation.Context context) {
      List<String> came = ContextText.of(run.events(), context.at());
      return compare(context, "context", context.lines(), came);
    } else if (expectation instanceof Expectation.Rows rows) {
      return compare(rows, "rows", rows.lines(), RowsText.of(run.events()));
    }
    return compare((Expectation.Error) expectation, run);
  }

  private static List<Mismatch> compare(
      Expectation expectation, String what, List<String> expected, List<String> came) {
    Diff diff = Diff.of(expected, came);
    String message = what + " not as expected (- expected, + came)";
    return diff.edits() == 0
        ? List.of()
        : List.of(new Mismatch(expectation.line(), message, diff.lines()));
  }

  static List<Mismatch> compare(Expectation.Error expected, Transcript run) {
    if (run.failures().stream().anyMatch(failure -> matches(expected, failure))) {
      return List.of();
    }
    List<String> details = new ArrayList<>();
    details.add("- " + expected.type() + ": …" + expected.messagePart() + "…");
    failures(run).forEach(failure -> details.add("+ " + failure));
    return List.of(
        new Mismatch(expected.line(), "error not as expected (- expected, + came)", details));
  }

  private static boolean matches(Expectation.Error expected, Failure failure) {
    String type = failure.type();
    return (type.equals(expected.type()) || type.endsWith("." + expected.type()))
        && failure.message().contains(expected.messagePart());
  }

  private static List<String> failures(Transcript run) {
    return run.failures().stream()
        .map(failure -> failure.type() + ": " + failure.message())
        .flatMap(String::lines)
        .toList();
  }
}
