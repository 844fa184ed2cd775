package orrery.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static orrery.check.Events.failed;
import static orrery.check.Events.finished;
import static orrery.check.Events.printed;
import static orrery.check.Events.sent;
import static orrery.check.Events.value;

import java.util.List;
import org.junit.jupiter.api.Test;
import orrery.check.Verdict.Mismatch;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;
import orrery.lesson.Block;
import orrery.lesson.Expectation;

class VerdictTest {

  private static Block.Cell cell(boolean fails, Expectation... expectations) {
    return new Block.Cell(
        "cell", 10, "one\ntwo", fails, false, false, null, List.of(expectations), null);
  }

  private static List<Mismatch> mismatches(Block.Cell cell, Event.OfRun... events) {
    return Verdict.of(cell, List.of(events)).mismatches();
  }

  private static Expectation.Output output(String text) {
    return new Expectation.Output(20, text);
  }

  private static Expectation.Sql sql(String... statements) {
    return new Expectation.Sql(30, List.of(statements));
  }

  @Test
  void printedTextAndValuesAreTheOutput() {
    assertThat(
            mismatches(
                cell(false, output("one\ntwo\n⇒ 3\n⇒ 4\nfive")),
                printed("one\ntw"),
                printed("o"),
                value("3"),
                value("4"),
                printed("five\n"),
                finished(Event.Status.OK)))
        .isEmpty();
  }

  @Test
  void otherOutput() {
    assertThat(mismatches(cell(false, output("one")), printed("two\n"), finished(Event.Status.OK)))
        .containsExactly(
            new Mismatch(
                20, "output not as expected (- expected, + came)", List.of("- one", "+ two")));
  }

  @Test
  void blanksAtTheEndOfALineDoNotCount() {
    assertThat(
            mismatches(
                cell(false, output("one \ntwo")),
                printed("one\ntwo  \n"),
                finished(Event.Status.OK)))
        .isEmpty();
  }

  @Test
  void noOutputMayBeExpected() {
    assertThat(mismatches(cell(false, output("")), printed("two\n"), finished(Event.Status.OK)))
        .hasSize(1);
    assertThat(mismatches(cell(false, output("")), finished(Event.Status.OK))).isEmpty();
  }

  @Test
  void statementsAreComparedInTheOrderOfSending() {
    Verdict verdict =
        Verdict.of(
            cell(false, sql("select a from b", "select c")),
            List.of(
                sent(3, "select  c"),
                sent(2, "select a\n  from b"),
                sent(1, "ask", Cause.Kind.BOOTSTRAP),
                sent(4, "create", Cause.Kind.TEMPORARY),
                finished(Event.Status.OK)));
    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.outcome()).isEqualTo("2 statements, 12 ms");
  }

  @Test
  void otherStatements() {
    assertThat(
            mismatches(
                cell(false, sql("select a", "…")),
                sent(1, "select b"),
                sent(2, "select c"),
                finished(Event.Status.OK)))
        .containsExactly(
            new Mismatch(
                30,
                "statements not as expected (- expected, + came)",
                List.of("- select a", "… select b", "… select c")));
  }

  @Test
  void failureThatNobodyExpects() {
    assertThat(
            mismatches(
                cell(false), failed("java.lang.Oops", "no", 2), finished(Event.Status.FAILED)))
        .containsExactly(new Mismatch(11, "failed", List.of("java.lang.Oops: no")));
  }

  @Test
  void failureThatDoesNotCome() {
    assertThat(mismatches(cell(true), finished(Event.Status.OK)))
        .containsExactly(new Mismatch(10, "meant to fail, but did not", List.of()));
    assertThat(
            mismatches(
                cell(false, new Expectation.Error(40, "Oops", "")), finished(Event.Status.OK)))
        .extracting(Mismatch::line)
        .containsExactly(10, 40);
  }

  @Test
  void failureBySimpleOrFullNameAndPartOfItsMessage() {
    for (String type : List.of("java.lang.Oops", "Oops")) {
      assertThat(
              mismatches(
                  cell(true, new Expectation.Error(40, type, "not")),
                  failed("java.lang.Oops", "do not", 2),
                  finished(Event.Status.FAILED)))
          .isEmpty();
    }
  }

  @Test
  void otherFailure() {
    for (String type : List.of("ops", "java.Oops")) {
      assertThat(
              mismatches(
                  cell(true, new Expectation.Error(40, type, "not")),
                  failed("java.lang.Oops", "do not", 2),
                  finished(Event.Status.FAILED)))
          .containsExactly(
              new Mismatch(
                  40,
                  "error not as expected (- expected, + came)",
                  List.of("- " + type + ": …not…", "+ java.lang.Oops: do not")));
    }
  }

  @Test
  void deadKernelAndInterruptAreNeverMeant() {
    assertThat(mismatches(cell(true), finished(Event.Status.DIED)))
        .extracting(Mismatch::message)
        .containsExactly("the kernel ended");
    assertThat(mismatches(cell(true), finished(Event.Status.INTERRUPTED)))
        .extracting(Mismatch::message)
        .containsExactly("was interrupted");
  }

  @Test
  void runWithoutAnEndIsAnError() {
    assertThatThrownBy(() -> Verdict.of(cell(false), List.of(printed("x"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
