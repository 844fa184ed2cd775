package orrery.check;

import java.io.PrintStream;

/** Prints verdicts for a person at a terminal, and counts them. */
final class Report {

  private final PrintStream out;
  private int passed;
  private int failed;

  Report(PrintStream out) {
    this.out = out;
  }

  void add(Selection.Chosen chosen, Verdict verdict) {
    String name = chosen.lesson().name() + " " + verdict.cell();
    if (verdict.passed()) {
      passed++;
      out.printf(
          "ok  %s  (%s, %d ms)%n",
          name, count(verdict.statements(), "statement"), Math.round(verdict.millis()));
    } else {
      failed++;
      int line = verdict.mismatches().get(0).line();
      out.printf("FAILED  %s  %s:%d%n", name, chosen.file(), line);
      verdict.mismatches().forEach(this::mismatch);
    }
    out.flush();
  }

  private void mismatch(Verdict.Mismatch mismatch) {
    out.printf("    line %d: %s%n", mismatch.line(), mismatch.message());
    mismatch.details().forEach(line -> out.printf("      %s%n", line));
  }

  void summary() {
    out.printf("%s passed, %d failed%n", count(passed, "cell"), failed);
    out.flush();
  }

  boolean allPassed() {
    return failed == 0;
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
