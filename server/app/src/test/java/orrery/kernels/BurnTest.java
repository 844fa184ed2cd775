package orrery.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import orrery.kernels.Burn.Look;

class BurnTest {

  private static Burn looked(Burn burn, int second, double taken) {
    return burn.with(
        new Look(
            Duration.ofSeconds(second).toNanos(), Duration.ofMillis(Math.round(taken * 1_000))));
  }

  @Test
  void whatWasTakenBeforeTheFirstLookDoesNotCount() {
    assertThat(looked(Burn.NONE, 100, 55).taken()).isZero();
    assertThat(looked(looked(Burn.NONE, 100, 55), 110, 58.5).taken())
        .isEqualTo(Duration.ofMillis(3_500));
  }

  @Test
  void onlyTheLastHalfMinuteCounts() {
    Burn burn = Burn.NONE;
    for (int second = 0; second <= 300; second += 5) {
      burn = looked(burn, second, second * 0.1);
    }

    assertThat(burn.taken()).isEqualTo(Duration.ofSeconds(3));
  }
}
