package orrery.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.kernel.protocol.Limits;

class KernelsTest {

  private static final long PATIENCE_MILLIS = 60_000;

  @TempDir Path cache;

  @Test
  void sweepsTheFoldersOfServersThatHaveGone() throws Exception {
    Path gone = Files.createDirectories(cache.resolve("run/999999999-1/kernel-1"));
    Path mine =
        Files.createDirectories(cache.resolve("run/" + Orphans.thisServer().replace('@', '-')));

    try (Kernels kernels =
        new Kernels(new KernelSettings(cache, KernelSettings.MEMORY, Limits.DEFAULT), false)) {
      long start = System.nanoTime();
      while (Files.exists(gone.getParent())
          && TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) < PATIENCE_MILLIS) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertThat(gone.getParent()).doesNotExist();
      assertThat(mine).exists();
    }
  }

  @Test
  void aServerIsKnownAgainThoughTheClockWasCorrected() {
    String[] name = Orphans.thisServer().split("@", -1);

    assertThat(Orphans.runs(Orphans.thisServer())).isTrue();
    assertThat(Orphans.runs(name[0] + "@" + (Long.parseLong(name[1]) + 1_000))).isTrue();
    assertThat(Orphans.runs(name[0] + "@1")).isFalse();
    assertThat(Orphans.runs("nonsense")).isFalse();
  }
}
