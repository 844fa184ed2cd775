package orrery.check;

/**
 * The command line names nothing that can be checked; the message says why, on one or more lines.
 */
final class UnusableInput extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableInput(String message) {
    super(message);
  }
}
