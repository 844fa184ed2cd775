package orrery.kernel.shell;

/**
 * A cell's code has called {@code System.exit}, {@code Runtime.exit} or {@code Runtime.halt}: their
 * calls in cells lead here. Ends the cell, not the kernel.
 */
public final class ExitCall extends Error {

  private static final long serialVersionUID = 1;

  private ExitCall(int status) {
    super("exit with status " + status + ": this ends the cell, the kernel runs on");
  }

  /** Stands for {@code System.exit}. */
  public static void exit(int status) {
    throw new ExitCall(status);
  }

  /** Stands for {@code Runtime.exit} and {@code Runtime.halt}. */
  public static void exit(Runtime runtime, int status) {
    throw new ExitCall(status);
  }
}
