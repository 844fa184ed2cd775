package orrery.isolation;

/** A setting that makes no sense; the message says which and why. */
public final class UnusableSetting extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** For the user who set it. */
  public UnusableSetting(String message) {
    super(message);
  }
}
