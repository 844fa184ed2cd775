package orrery.kernels;

import java.util.Locale;

/** Why a kernel ended. */
public enum Reason {
  /** Its notebook ended it: on request, or with the server. */
  ASKED,
  /** Nothing ran in it for long. */
  IDLE,
  /** Nothing ran in it, and no browser showed its notebook. */
  UNSEEN,
  /** It was not in use, and somebody waited. */
  ROOM,
  /** It kept the processor busy while no run was under way. */
  STRAY,
  /** It did not get ready in time. */
  SLOW_START,
  /** It ran out of memory. */
  MEMORY,
  /** A signal ended it, the server's own included where it broke a rule of the channel. */
  SIGNAL,
  /** It exited. */
  EXIT;

  /** HotSpot's exit status under {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  /** A shell's way to say "ended by a signal": 128 + its number. */
  private static final int SIGNALS = 128;

  static Reason of(int status) {
    return status == OUT_OF_MEMORY ? MEMORY : status > SIGNALS ? SIGNAL : EXIT;
  }

  /** As metrics and logs say it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
