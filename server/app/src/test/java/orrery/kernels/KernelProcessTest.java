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

  private final CompletableFuture<String> ended = new CompletableFuture<>();

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
              public void ended(KernelProcess from, int status, String log) {
                ended.complete(log);
              }
            });
    kernel.listen();
    return kernel;
  }

  private String log() throws Exception {
    return ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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

    assertThat(log()).isEmpty();
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

    log();
  }

  @Test
  void itsLastWordsAreKept() throws Exception {
    start("exec >&-; printf 'why\\033[2J\\n' >&2; exit 1");

    assertThat(log()).isEqualTo("why?[2J\n");
  }
}
