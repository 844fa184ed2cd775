package orrery.kernels;

import java.time.Duration;
import orrery.kernels.Line.Request;

/**
 * One who has a kernel. All times are of a clock that only goes forward, in nanoseconds.
 *
 * @param ready whether the kernel has started
 * @param busy whether something is to be run in it
 * @param ran whether something ever was
 * @param since when it became ready, or busy was last over
 * @param seen whether a browser shows its notebook
 * @param unseen when the last browser went
 * @param leaving whether it is being ended
 */
record Holder(
    Request request,
    boolean ready,
    boolean busy,
    boolean ran,
    long since,
    boolean seen,
    long unseen,
    boolean leaving) {

  /** Of a kernel that starts now. */
  static Holder starting(Request request, long now) {
    return new Holder(request, false, false, false, now, true, now, false);
  }

  Holder started(long now) {
    return new Holder(request, true, busy, ran, now, seen, unseen, leaving);
  }

  Holder busy(boolean is, long now) {
    long from = busy && !is ? now : since;
    return new Holder(request, ready, is, ran || is, from, seen, unseen, leaving);
  }

  Holder seen(boolean is, long now) {
    long from = seen && !is ? now : unseen;
    return new Holder(request, ready, busy, ran, since, is, from, leaving);
  }

  Holder left() {
    return new Holder(request, ready, busy, ran, since, seen, unseen, true);
  }

  boolean isStarting() {
    return !ready && !leaving;
  }

  boolean isIdle() {
    return ready && !busy && !leaving;
  }

  /** Whether nothing has run in it for so long. */
  boolean isIdleFor(Duration time, long now) {
    return isIdle() && now - since >= time.toNanos();
  }

  /** The same, with no browser to show it. */
  boolean isUnseenFor(Duration time, long now) {
    return isIdleFor(time, now) && !seen && now - unseen >= time.toNanos();
  }
}
