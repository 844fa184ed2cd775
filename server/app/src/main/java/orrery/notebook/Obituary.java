package orrery.notebook;

import orrery.kernel.protocol.Failure;

/** What a kernel died of, in words. */
final class Obituary {

  /** HotSpot's exit status under {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  /** A shell's way to say "ended by a signal": 128 + its number. */
  private static final int SIGNALS = 128;

  private Obituary() {}

  static Failure.Kind kind(int status) {
    return status == OUT_OF_MEMORY ? Failure.Kind.OUT_OF_MEMORY : Failure.Kind.KERNEL_DIED;
  }

  static String of(int status) {
    if (status == OUT_OF_MEMORY) {
      return "The kernel ran out of memory.";
    }
    if (status > SIGNALS) {
      return "The kernel was ended by signal " + (status - SIGNALS) + ".";
    }
    return "The kernel ended with exit status " + status + ".";
  }
}
