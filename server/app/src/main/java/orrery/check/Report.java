package orrery.check;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import orrery.text.Printable;

/**
 * Prints verdicts for a person at a terminal, which what a lesson prints must not steer, and counts
 * cells and exercises.
 */
final class Report {

  private final PrintStream out;

  /** Whether all is well with them, by file and cell. */
  private final Map<String, Boolean> cells = new LinkedHashMap<>();

  private final Map<String, Boolean> exercises = new LinkedHashMap<>();

  Report(PrintStream out) {
    this.out = out;
  }

  void add(Selection.Chosen chosen, Attempt attempt, Verdict verdict) {
    String name = chosen.lesson().name() + " " + verdict.cell();
    (attempt.way().isEmpty() ? cells : exercises)
        .merge(chosen.file() + " " + verdict.cell(), verdict.passed(), Boolean::logicalAnd);
    if (verdict.passed()) {
      out.printf("ok  %s  (%s)%n", name, verdict.outcome());
    } else {
      int line = verdict.mismatches().get(0).line();
      out.printf("FAILED  %s  %s:%d%n", name, Printable.line(attempt.file()), line);
      verdict.mismatches().forEach(this::mismatch);
    }
    out.flush();
  }

  private void mismatch(Verdict.Mismatch mismatch) {
    out.printf("    line %d: %s%n", mismatch.line(), Printable.line(mismatch.message()));
    mismatch.details().forEach(line -> out.printf("      %s%n", Printable.line(line)));
  }

  void summary() {
    String passed = Verdict.count(passed(cells), "cell");
    if (!exercises.isEmpty()) {
      passed += " and " + Verdict.count(passed(exercises), "exercise");
    }
    out.printf("%s passed, %d failed%n", passed, failed());
    out.flush();
  }

  boolean allPassed() {
    return failed() == 0;
  }

  private int failed() {
    return cells.size() - passed(cells) + exercises.size() - passed(exercises);
  }

  private static int passed(Map<String, Boolean> all) {
    return (int) all.values().stream().filter(passed -> passed).count();
  }
}
