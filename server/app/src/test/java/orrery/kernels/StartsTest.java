package orrery.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartsTest {

  private static final long NOW = -5_000_000_000L;

  private final Starts starts = new Starts();

  @Test
  void nothingTriedIsNothingFailed() {
    assertThat(starts.failing(NOW)).isEmpty();
  }

  @Test
  void aFailureCountsUntilTheNextSuccess() {
    starts.failed("why", NOW);
    assertThat(starts.failing(NOW)).hasValue("why");

    starts.succeeded();
    assertThat(starts.failing(NOW)).isEmpty();
  }

  @Test
  void aFailureIsForgottenSoThatSomebodyTriesAgain() {
    starts.failed("why", NOW);

    assertThat(starts.failing(NOW + Duration.ofSeconds(59).toNanos())).isPresent();
    assertThat(starts.failing(NOW + Duration.ofSeconds(61).toNanos())).isEmpty();
  }
}
