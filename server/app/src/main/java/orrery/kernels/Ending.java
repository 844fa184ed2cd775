package orrery.kernels;

/**
 * What a kernel ended of.
 *
 * @param inWords a sentence for the learner
 */
public record Ending(Reason reason, String inWords) {

  /** HotSpot's exit status under {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  /** HotSpot's last words when it can get no memory beside the heap; it exits with 1. */
  private static final String NO_NATIVE_MEMORY =
      "insufficient memory for the Java Runtime Environment";

  /** A shell's way to say "ended by a signal": 128 + its number. */
  private static final int SIGNALS = 128;

  /** Why, as logs and metrics name it. */
  public enum Reason {
    /** Its process could not be started. */
    NOT_STARTED,
    /** It exited by itself, or was ended from outside. */
    ENDED,
    /** Its heap or its native memory was used up. */
    OUT_OF_MEMORY,
    /** It sent what is no Event, or more of them than any run may. */
    BROKE_CHANNEL,
    /** It wrote without end to its raw output. */
    FLOODED,
    /** It took no commands. */
    DEAF,
    /** Its notebook holds far more than one may. */
    FULL,
    /** It did not get ready in time. */
    SLOW_START,
    /** Its notebook ended it: on request, or with the server. */
    ASKED,
    /** Nothing ran in it for long. */
    IDLE,
    /** Nothing ran in it, and no browser showed its notebook. */
    UNSEEN,
    /** It was not in use, and somebody waited. */
    ROOM,
    /** It kept the processor busy while nothing ran in it. */
    STRAY
  }

  /** Its notebook wanted it. */
  static final Ending ASKED = new Ending(Reason.ASKED, "The kernel was ended on request.");

  static final Ending SLOW_START =
      new Ending(Reason.SLOW_START, "The kernel was not ready in time, and was ended.");

  static final Ending IDLE =
      new Ending(Reason.IDLE, "Nothing ran here for a while, so the kernel went to sleep.");

  static final Ending UNSEEN =
      new Ending(
          Reason.UNSEEN,
          "No browser showed this notebook for a while, so its kernel went to sleep.");

  static final Ending ROOM =
      new Ending(
          Reason.ROOM,
          "Somebody waited for a kernel while this one had nothing to do, so it went to sleep.");

  static final Ending STRAY =
      new Ending(
          Reason.STRAY,
          "Threads that a cell left behind kept the processor busy while no cell ran, so the"
              + " kernel was ended.");

  /** It went on to tell when its notebook was full. */
  public static final Ending FULL =
      new Ending(Reason.FULL, "The notebook holds far more than one may, so its kernel was ended.");

  /** Its process could not be started. */
  public static final Ending NOT_STARTED =
      new Ending(Reason.NOT_STARTED, "The kernel could not be started. Orrery's log says why.");

  /**
   * By what the process left behind.
   *
   * @param status its exit status, 128 + n after signal n, 3 after running out of heap
   * @param said the last of its raw output
   */
  static Ending of(int status, String said) {
    if (status == OUT_OF_MEMORY || said.contains(NO_NATIVE_MEMORY)) {
      return new Ending(Reason.OUT_OF_MEMORY, "The kernel ran out of memory.");
    }
    String how =
        status > SIGNALS
            ? "The kernel was ended by signal " + (status - SIGNALS) + "."
            : "The kernel ended with exit status " + status + ".";
    return new Ending(Reason.ENDED, how);
  }

  static Ending flooded(long bytes) {
    return new Ending(
        Reason.FLOODED,
        "The kernel wrote more than " + (bytes >> 20) + " MB to its raw output, and was ended.");
  }

  static Ending toldTooMuch(long bytes) {
    return new Ending(
        Reason.BROKE_CHANNEL,
        "The kernel told more than " + (bytes >> 20) + " MB in one run, and was ended.");
  }

  static Ending garbled() {
    return new Ending(
        Reason.BROKE_CHANNEL,
        "The kernel sent what is no Event, and was ended. A cell's code must have written to its"
            + " channel.");
  }

  static Ending deaf() {
    return new Ending(Reason.DEAF, "The kernel took no commands any more, and was ended.");
  }
}
