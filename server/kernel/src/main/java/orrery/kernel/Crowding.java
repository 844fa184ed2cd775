package orrery.kernel;

import java.time.Duration;

/** Whether others want the processors that this process would have. */
final class Crowding {

  /** Between two looks; the operating system counts in hundredths of a second. */
  private static final Duration APART = Duration.ofMillis(200);

  /**
   * Of a processor: one thread that has something to do all the time gets less only from others.
   */
  private static final double LEAST = 0.6;

  private Duration taken = taken();
  private long looked = System.nanoTime();
  private boolean seen;

  /** Whether there was any between the last two looks, the latest of which may be this one. */
  boolean isSeen() {
    Duration passed = Duration.ofNanos(System.nanoTime() - looked);
    if (passed.compareTo(APART) > 0) {
      Duration now = taken();
      seen = isCrowded(now.minus(taken), passed);
      taken = now;
      looked = System.nanoTime();
    }
    return seen;
  }

  /** By the processor time of a process that could have used all that passed. */
  static boolean isCrowded(Duration taken, Duration passed) {
    return taken.toNanos() < LEAST * passed.toNanos();
  }

  /** Of all threads, compiler and collector included. Without an answer there is plenty. */
  private static Duration taken() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .orElseGet(() -> Duration.ofNanos(System.nanoTime()));
  }
}
