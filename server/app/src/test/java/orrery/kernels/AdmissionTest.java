package orrery.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import orrery.kernels.Line.Request;

/** Who gets a kernel, who waits, who goes to sleep; without a process and without waiting. */
class AdmissionTest {

  private static final Request A = new Request(1, "a");
  private static final Request B = new Request(2, "b");
  private static final Request C = new Request(3, "c");
  private static final Request C_2 = new Request(4, "c");
  private static final Request D = new Request(5, "d");

  /** Two kernels at once. */
  private Admission admission = with(2, 2);

  private long now = 1_000_000_000_000L;

  private static Admission with(int most, int starting) {
    Supervision usual = Supervision.of(most);
    return Admission.of(
        new Supervision(
            most, starting, usual.idle(), usual.unseen(), usual.spared(), usual.stray()));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private Admission.Outcome settle() {
    Admission.Outcome outcome = admission.settled(now);
    admission = outcome.next();
    return outcome;
  }

  private List<Request> ask(Request request) {
    admission = admission.asked(request);
    return settle().admitted();
  }

  private Map<Request, Ending> advised() {
    return settle().advised();
  }

  private void ready(Request request) {
    admission = admission.changed(request, holder -> holder.started(now));
  }

  private void busy(Request request, boolean is) {
    admission = admission.changed(request, holder -> holder.busy(is, now));
  }

  private void seen(Request request, boolean is) {
    admission = admission.changed(request, holder -> holder.seen(is, now));
  }

  /** Has a kernel in which something has run. */
  private void ran(Request request) {
    assertThat(ask(request)).containsExactly(request);
    ready(request);
    busy(request, true);
    busy(request, false);
  }

  private void gone(Request request) {
    admission = admission.without(request);
  }

  @Test
  void whoComesWhenAllAreTakenWaitsUntilOneHasGone() {
    assertThat(ask(A)).containsExactly(A);
    assertThat(ask(B)).containsExactly(B);
    assertThat(ask(C)).isEmpty();
    assertThat(ask(D)).isEmpty();
    assertThat(admission.place(A)).isZero();
    assertThat(admission.place(C)).isEqualTo(1);
    assertThat(admission.place(D)).isEqualTo(2);

    gone(A);

    assertThat(settle().admitted()).containsExactly(C);
    assertThat(admission.place(D)).isEqualTo(1);
  }

  @Test
  void onlySoManyStartAtOnce() {
    admission = with(4, 1);

    assertThat(ask(A)).containsExactly(A);
    assertThat(ask(B)).isEmpty();
    assertThat(admission.place(B)).isEqualTo(1);
    assertThat(advised()).as("places are free: nobody need go").isEmpty();

    ready(A);
    assertThat(settle().admitted()).containsExactly(B);
    assertThat(List.of(admission.running(), admission.starting(), admission.waiting()))
        .containsExactly(1, 1, 0);
  }

  @Test
  void theLongestIdleMakesRoom() {
    ran(A);
    pass(Duration.ofSeconds(1));
    ran(B);
    pass(Duration.ofMinutes(1));

    ask(C);

    assertThat(advised()).containsExactly(Map.entry(A, Ending.ROOM));
    assertThat(advised())
        .as("told again, until it goes")
        .containsExactly(Map.entry(A, Ending.ROOM));
    admission = admission.changed(A, Holder::left);
    assertThat(advised()).as("room is coming").isEmpty();
    ask(D);
    assertThat(advised()).containsExactly(Map.entry(B, Ending.ROOM));
  }

  @Test
  void oneThatJustRanOrRunsIsSpared() {
    ran(A);
    ran(B);
    busy(B, true);
    ask(C);
    assertThat(advised()).isEmpty();

    pass(Duration.ofSeconds(9));
    assertThat(advised()).isEmpty();

    pass(Duration.ofSeconds(1));
    assertThat(advised()).containsExactly(Map.entry(A, Ending.ROOM));

    busy(A, true);
    assertThat(advised()).isEmpty();
  }

  @Test
  void onesOwnKernelIsNotSparedAndWithOnePlaceNothingLocks() {
    admission = with(1, 1);
    ran(C);

    ask(C_2);

    assertThat(advised()).containsExactly(Map.entry(C, Ending.ROOM));
    gone(C);
    assertThat(settle().admitted()).containsExactly(C_2);
  }

  @Test
  void aPrewarmedKernelIsInNobodysWay() {
    ran(A);
    admission = admission.prewarmed(B, now).orElseThrow();
    assertThat(admission.prewarmed(C, now)).as("no place is free").isEmpty();

    ask(C);
    assertThat(advised()).as("killed while they start, kernels may leave orphans").isEmpty();
    ready(B);
    assertThat(advised()).as("it ran nothing").containsExactly(Map.entry(B, Ending.ROOM));

    gone(B);
    gone(A);
    assertThat(settle().admitted()).containsExactly(C);
    assertThat(admission.prewarmed(D, now)).isPresent();
    ask(A);
    ask(B);
    gone(C);
    assertThat(admission.asked(B).prewarmed(D, now)).as("others wait").isEmpty();
  }

  @Test
  void aNewKernelOfANotebookTakesThePlaceOfTheOld() {
    ran(A);
    ran(B);
    ask(C);

    admission = admission.replaced(A, D, now);

    assertThat(settle().admitted()).isEmpty();
    assertThat(admission.holds(D)).isTrue();
    assertThat(admission.holds(A)).isFalse();
    gone(A);
    assertThat(settle().admitted()).as("its place is taken").isEmpty();
  }

  @Test
  void oneThatNothingRanInForLongGoesToSleep() {
    ran(A);
    pass(Duration.ofMinutes(30).minusSeconds(1));
    assertThat(advised()).isEmpty();

    pass(Duration.ofSeconds(1));
    assertThat(advised()).containsExactly(Map.entry(A, Ending.IDLE));
  }

  @Test
  void aRunHoweverLongIsNeverPutToSleep() {
    ran(A);
    busy(A, true);
    seen(A, false);
    pass(Duration.ofDays(2));
    assertThat(advised()).isEmpty();

    busy(A, false);
    assertThat(advised()).as("its result may still be fetched").isEmpty();
    pass(Duration.ofMinutes(5));
    assertThat(advised()).containsExactly(Map.entry(A, Ending.UNSEEN));
  }

  @Test
  void oneThatNoBrowserShowsSleepsSooner() {
    ran(A);
    ran(B);
    seen(A, false);
    pass(Duration.ofMinutes(4));
    assertThat(advised()).isEmpty();
    seen(A, true);
    seen(A, false);
    pass(Duration.ofMinutes(2));
    assertThat(advised()).as("somebody looked in between").isEmpty();

    pass(Duration.ofMinutes(3));
    assertThat(advised()).containsExactly(Map.entry(A, Ending.UNSEEN));
  }

  @Test
  void theCapComesFromTheMemory() {
    long gigabyte = 1L << 30;

    assertThat(Supervision.fitting(8 * gigabyte, "96m")).isEqualTo(16);
    assertThat(Supervision.fitting(8 * gigabyte, "352M")).isEqualTo(8);
    assertThat(Supervision.fitting(gigabyte / 2, "96m")).isEqualTo(2);
    assertThat(Supervision.fitting(8 * gigabyte, "1g")).isEqualTo(3);
  }
}
