package orrery.isolation;

/** A sandbox is required, and none holds here. */
public final class NoSandbox extends RuntimeException {

  private static final long serialVersionUID = 1;

  NoSandbox(String missing) {
    super("a sandbox is required, and there is none here: " + missing);
  }
}
