package orrery.kernels;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether kernels could be started lately. After a while without a start it is worth trying again,
 * so a failure counts for a minute.
 */
final class Starts {

  private static final Duration LATELY = Duration.ofMinutes(1);

  private @Nullable String failure;
  private long at;

  synchronized void succeeded() {
    failure = null;
  }

  synchronized void failed(String why, long now) {
    failure = why;
    at = now;
  }

  /** Why the last start failed, if it was lately; empty if it did not. */
  synchronized Optional<String> failing(long now) {
    return now - at < LATELY.toNanos() ? Optional.ofNullable(failure) : Optional.empty();
  }
}
