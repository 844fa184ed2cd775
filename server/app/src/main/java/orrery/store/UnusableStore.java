package orrery.store;

import org.jspecify.annotations.Nullable;

/** The notebooks can't be opened, and the user can mend it; the message says how. */
public final class UnusableStore extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnusableStore(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
