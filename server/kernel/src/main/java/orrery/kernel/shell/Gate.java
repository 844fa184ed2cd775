package orrery.kernel.shell;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Trace;

/**
 * Where the learner's code is let in, and stopped. Its thread is interrupted only inside: within
 * javac an interrupt would close the file channels of the class path for good.
 */
final class Gate {

  /** Milliseconds that the rendering of one value or exception may take. */
  private static final long DISPLAY_MILLIS = 2_000;

  /**
   * Milliseconds between two interrupts of code that does not stop. The first waits as long: most
   * code stops at the flag, and a database in a file would not survive an interrupt.
   */
  private static final long PAUSE_MILLIS = 100;

  private final ScheduledExecutorService timer;
  private @Nullable Thread inside;
  private @Nullable ScheduledFuture<?> interrupting;

  Gate(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /** Runs {@code code}, which is the learner's or calls it, unless the run is interrupted. */
  void pass(Runnable code) {
    if (!enter()) {
      return;
    }
    try {
      code.run();
    } finally {
      leave();
    }
  }

  /**
   * Runs {@code code}, which shows a value or an exception, as {@link #pass} does, and stops it
   * when it takes longer than that may.
   *
   * @return whether it ended by itself
   */
  boolean display(Runnable code) {
    ScheduledFuture<?> deadline = repeat(this::stopDisplay, DISPLAY_MILLIS);
    boolean ended = false;
    try {
      pass(code);
      ended = true;
    } catch (StopFlag.Stopped stopped) {
      // Told by the answer.
    } finally {
      deadline.cancel(false);
      ended &= !StopFlag.lower(StopFlag.Reason.DISPLAY);
    }
    return ended;
  }

  /** Stops what is inside, and lets nothing in before the flag is lowered. */
  void interrupt() {
    if (close()) {
      Trace.cancel();
    }
  }

  private synchronized boolean close() {
    StopFlag.raise(StopFlag.Reason.INTERRUPT);
    if (inside != null && interrupting == null) {
      interrupting = repeat(this::disturb, PAUSE_MILLIS);
    }
    return inside != null;
  }

  private ScheduledFuture<?> repeat(Runnable task, long delay) {
    return timer.scheduleWithFixedDelay(task, delay, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void stopDisplay() {
    if (raiseInside()) {
      disturb();
    }
  }

  /** Not once the code is out again: nobody would lower the flag. */
  private synchronized boolean raiseInside() {
    if (inside != null) {
      StopFlag.raise(StopFlag.Reason.DISPLAY);
    }
    return inside != null;
  }

  private void disturb() {
    if (interruptInside()) {
      Trace.cancel();
    }
  }

  private synchronized boolean interruptInside() {
    if (inside != null) {
      inside.interrupt();
    }
    return inside != null;
  }

  private synchronized boolean enter() {
    if (StopFlag.isInterrupted()) {
      return false;
    }
    inside = Thread.currentThread();
    return true;
  }

  /** An interrupt that came too late, or that the learner's code left behind, ends here. */
  private synchronized void leave() {
    inside = null;
    Thread.interrupted();
    if (interrupting != null) {
      interrupting.cancel(false);
      interrupting = null;
    }
  }
}
