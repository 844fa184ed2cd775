package orrery.kernel.shell;

/**
 * Whether cells' code is to stop. Asked by the bytecode of every cell at the entry of methods and
 * before backward jumps, on whatever thread it runs.
 */
public final class StopFlag {

  /** Who wants it to stop. */
  enum Reason {
    /** The learner interrupts the run. */
    INTERRUPT,
    /** Rendering a value takes too long. */
    DISPLAY
  }

  private static volatile boolean raised;
  private static Reason reason = Reason.DISPLAY;

  private StopFlag() {}

  /** Ends the caller if the flag is raised. */
  public static void check() {
    if (raised) {
      throw new Stopped();
    }
  }

  /** An interrupt outranks a display. */
  static synchronized void raise(Reason why) {
    if (!raised || why == Reason.INTERRUPT) {
      reason = why;
    }
    raised = true;
  }

  static synchronized void lower() {
    raised = false;
  }

  /**
   * Lowers the flag if it was raised for {@code why}.
   *
   * @return whether it was
   */
  static synchronized boolean lower(Reason why) {
    boolean was = raised && reason == why;
    raised &= !was;
    return was;
  }

  static synchronized boolean isInterrupted() {
    return raised && reason == Reason.INTERRUPT;
  }

  /** Ends code of a cell; an Error, since learners catch exceptions. */
  static final class Stopped extends Error {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("stopped", null, false, false);
    }
  }
}
