package orrery.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Frames;
import orrery.kernel.protocol.Json;

/** Processes that behave as no kernel should. */
class KernelProcessTest {

  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path folder;

  private record Ended(Ending ending, String log) {}

  private final CompletableFuture<Ended> ended = new CompletableFuture<>();

  private KernelProcess start(String script) throws IOException {
    Process process =
        new ProcessBuilder("sh", "-c", script)
            .directory(Files.createDirectory(folder.resolve("kernel")).toFile())
            .start();
    KernelProcess kernel =
        new KernelProcess(
            process,
            folder.resolve("kernel"),
            new KernelProcess.Listener() {
              @Override
              public void event(KernelProcess from, Event event) {}

              @Override
              public void ended(KernelProcess from, Ending ending, String log) {
                ended.complete(new Ended(ending, log));
              }
            });
    kernel.listen();
    return kernel;
  }

  private Ended ended() throws Exception {
    return ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private Ending.Reason reason() throws Exception {
    return ended().ending().reason();
  }

  @Test
  void oneThatNeverStopsTellingIsEnded() throws Exception {
    Path events = folder.resolve("events");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(events))) {
      for (int i = 0; i < 1_000; i++) {
        Frames.write(out, Json.write(new Event.Started(1, "x".repeat(1_000))));
      }
    }
    start("while cat '" + events + "'; do :; done");

    assertThat(ended().ending().inWords())
        .isEqualTo("The kernel told more than 64 MB in one run, and was ended.");
    assertThat(folder.resolve("kernel")).doesNotExist();
  }

  @Test
  void oneThatReadsNoCommandsIsEnded() throws Exception {
    KernelProcess kernel = start("exec sleep 600");
    for (int i = 0; i < 10; i++) {
      kernel.send(new Command.Run(1, "a", "x".repeat(65_536)));
    }
    TimeUnit.MILLISECONDS.sleep(200); // the pipe is full by now, and the writer waits
    kernel.end();

    assertThat(reason()).isEqualTo(Ending.Reason.ENDED);
  }

  @Test
  void oneThatLetsCommandsPileUpIsEnded() throws Exception {
    KernelProcess kernel = start("exec sleep 600");
    for (int i = 0; i < 2_000; i++) {
      kernel.send(new Command.Run(1, "a", "x".repeat(1_000)));
    }

    assertThat(reason()).isEqualTo(Ending.Reason.DEAF);
  }

  @Test
  void oneThatClaimsAnImpossibleLengthIsEnded() throws Exception {
    start("printf '\\177\\377\\377\\377'; exec sleep 600");

    assertThat(reason()).isEqualTo(Ending.Reason.BROKE_CHANNEL);
  }

  @Test
  void oneThatSendsWhatIsNoEventIsEnded() throws Exception {
    start("printf '\\0\\0\\0\\2{]'; exec sleep 600");

    assertThat(ended().ending().inWords())
        .isEqualTo(
            "The kernel sent what is no Event, and was ended. A cell's code must have written to"
                + " its channel.");
  }

  @Test
  void oneThatNeverFinishesAFrameIsEnded() throws Exception {
    start("printf '\\0\\0\\0\\12half'; exec sleep 600");

    assertThat(reason()).isEqualTo(Ending.Reason.BROKE_CHANNEL);
  }

  @Test
  void oneThatFloodsItsRawOutputIsEnded() throws Exception {
    start("while :; do head -c 1000000 /dev/zero >&2; done");

    assertThat(reason()).isEqualTo(Ending.Reason.FLOODED);
  }

  @Test
  void oneWithoutNativeMemoryIsSaidToHaveRunOutOfIt() throws Exception {
    start(
        "exec >&-; echo '# There is insufficient memory for the Java Runtime Environment' >&2; exit 1");

    assertThat(reason()).isEqualTo(Ending.Reason.OUT_OF_MEMORY);
  }

  @Test
  void oneThatIsKilledIsSaidToHaveBeen() throws Exception {
    start("kill -9 $$");

    assertThat(ended().ending().inWords()).isEqualTo("The kernel was ended by signal 9.");
  }

  @Test
  void itsLastWordsAreKept() throws Exception {
    start("exec >&-; printf 'why\\033[2J\\n' >&2; exit 1");

    assertThat(ended().log()).isEqualTo("why?[2J\n");
  }
}
