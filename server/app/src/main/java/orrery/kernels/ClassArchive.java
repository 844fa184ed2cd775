package orrery.kernels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernel's classes as the JVM wants them, loaded and linked: an AppCDS archive, from JDK 25 on
 * an AOT cache. It belongs to one JDK and one set of jars and is made once on this machine, by a
 * training run; a missing one costs only time (measured on JDK 17: a twenty-cell lesson in 3.4 s
 * without, 1.7 s with).
 */
final class ClassArchive {

  private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);
  private static final int JAVA = Runtime.version().feature();
  private static final boolean AOT = JAVA >= 25;
  private static final long TRAINING_SECONDS = 120;

  private final KernelFiles files;
  private final KernelSettings settings;
  private final Path file;
  private @Nullable Process training;
  private boolean stopped;

  ClassArchive(KernelFiles files, KernelSettings settings) {
    this.files = files;
    this.settings = settings;
    String jdk =
        (System.getProperty("java.vendor") + "-" + Runtime.version()).replaceAll("\\W", "_");
    this.file = files.folder().resolve("classes-" + jdk + (AOT ? ".aot" : ".jsa"));
  }

  /** The flags by which a kernel uses the archive; none while there is none. */
  List<String> flags() {
    if (!Files.exists(file)) {
      return List.of();
    }
    // Without relocation the archive's pages stay shared: 30 to 55 MB less for each kernel.
    return List.of(
        (AOT ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file,
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:ArchiveRelocationMode=0");
  }

  /** Makes the archive if there is none. Takes seconds; a failure is told and costs only speed. */
  void train() {
    if (Files.exists(file)) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory(files.folder(), "training-");
      try {
        train(folder);
      } finally {
        org.springframework.util.FileSystemUtils.deleteRecursively(folder);
      }
    } catch (IOException e) {
      LOG.warn("Kernels start slower than they could: no class archive, {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the training, and lets no other begin. */
  synchronized void stop() {
    stopped = true;
    if (training != null) {
      end(training);
    }
  }

  /** Null if there is to be no training any more. */
  private synchronized @Nullable Process begin(ProcessBuilder command) throws IOException {
    training = stopped ? null : command.start();
    return training;
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void train(Path folder) throws IOException, InterruptedException {
    Path made = folder.resolve("archive");
    String flag = (AOT ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + made;
    Path log = folder.resolve("log");
    Process process =
        begin(
            new ProcessBuilder(KernelCommand.train(files, settings, List.of(flag), folder))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
    if (process == null) {
      return;
    }
    try {
      if (process.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS)
          && process.exitValue() == 0
          && Files.exists(made)) {
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
      } else if (!isStopped()) {
        LOG.warn(
            "Kernels start slower than they could: no class archive, {}", Files.readString(log));
      }
    } finally {
      end(process);
    }
  }
}
