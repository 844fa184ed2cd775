package orrery.kernels;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while kernels can't be started; see {@link Kernels#failing}. */
public final class KernelHealth implements HealthIndicator {

  private final Kernels kernels;

  /** The health of {@code kernels}. */
  public KernelHealth(Kernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public Health health() {
    return kernels
        .failing()
        .map(why -> Health.down().withDetail("reason", why))
        .orElseGet(Health::up)
        .build();
  }
}
