package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 while it writes. */
class KilledStoreTest {

  private static final int ROUNDS = 8;

  @TempDir Path folder;

  /** Lets a process write, kills it at once when it has told of {@code events} more. */
  private long killed(int events) throws Exception {
    Process scribe =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Scribe.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long last = 0;
    try (BufferedReader told =
        new BufferedReader(
            new InputStreamReader(scribe.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < events; i++) {
        last = Long.parseLong(told.readLine());
      }
      scribe.toHandle().destroyForcibly(); // unlike the process's own, it leaves the stream open
      last = rest(told, last);
    } finally {
      scribe.destroyForcibly();
    }
    scribe.waitFor();
    return last;
  }

  /** What it had told before it died counts as well, but for a line that it did not finish. */
  private static long rest(BufferedReader told, long before) throws IOException {
    long last = before;
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      if (line.length() >= String.valueOf(last).length()) {
        last = Long.parseLong(line);
      }
    }
    return last;
  }

  @Test
  void whatItSaidToBeKeptIsThere() throws Exception {
    Random random = new Random(7);
    for (int round = 1; round <= ROUNDS; round++) {
      long told = killed(1 + random.nextInt(3_000));

      try (Store store = Store.open(folder)) {
        assertThat(store.mishap()).as("round %d", round).isEmpty();
        List<Long> there = store.events("id1").stream().map(Store.SavedEvent::seq).toList();
        assertThat(there)
            .as("round %d", round)
            .isEqualTo(LongStream.rangeClosed(1, there.size()).boxed().toList())
            .hasSizeGreaterThanOrEqualTo((int) told);
      }
    }
  }
}
