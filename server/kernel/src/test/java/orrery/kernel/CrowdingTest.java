package orrery.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CrowdingTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void isWhereAThreadThatWorksGetsLittle() {
    assertThat(Crowding.isCrowded(Duration.ofMillis(500), SECOND)).isTrue();
    assertThat(Crowding.isCrowded(Duration.ofMillis(900), SECOND)).isFalse();
    assertThat(Crowding.isCrowded(Duration.ofMillis(1_700), SECOND)).isFalse();
  }

  /** A process that only sleeps gets no processor either. */
  @Test
  void isSeenByTheProcessorTimeOfThisProcess() throws InterruptedException {
    Crowding crowding = new Crowding();
    assertThat(crowding.isSeen()).isFalse();
    // What other tests have left to the JVM's compiler may keep it busy for a while.
    for (int left = 20; left > 0 && !crowding.isSeen(); left--) {
      Thread.sleep(500);
    }
    assertThat(crowding.isSeen()).isTrue();
  }
}
