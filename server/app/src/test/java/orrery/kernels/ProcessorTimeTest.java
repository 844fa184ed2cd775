package orrery.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

  @Test
  void whatADescendantTakesCounts() throws Exception {
    Process launcher = new ProcessBuilder("sh", "-c", "sh -c 'while :; do :; done' & wait").start();
    try {
      long start = System.nanoTime();
      Duration taken = Duration.ZERO;
      while (taken.toMillis() < 300 && System.nanoTime() - start < 30_000_000_000L) {
        TimeUnit.MILLISECONDS.sleep(50);
        taken =
            ProcessorTime.of(List.of(launcher.pid())).getOrDefault(launcher.pid(), Duration.ZERO);
      }
      assertThat(taken).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    } finally {
      launcher.descendants().forEach(ProcessHandle::destroyForcibly);
      launcher.destroyForcibly().waitFor();
    }
    assertThat(ProcessorTime.of(List.of(launcher.pid()))).isEmpty();
  }
}
