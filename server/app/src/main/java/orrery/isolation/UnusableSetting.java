package orrery.kernels;

/** A setting that makes no sense; the message says which and why. */
public final class UnusableSetting extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableSetting(String message) {
    super(message);
  }
}
