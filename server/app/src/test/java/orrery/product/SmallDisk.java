package orrery.product;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A folder on a disk of its own that can be filled, and emptied again. */
final class SmallDisk implements AutoCloseable {

  private static final int MEGABYTES = 24;

  private final Path folder;
  private volatile boolean full;
  private @Nullable Thread filler;

  /** Mounts it, where that may be done; elsewhere the test is skipped, and says why. */
  SmallDisk(Path folder) throws Exception {
    this.folder = Files.createDirectories(folder);
    int status = run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "orrery", path());
    assumeTrue(status == 0, "a disk that can be filled is a tmpfs, and only root may mount one");
  }

  private String path() {
    return folder.toString();
  }

  private static int run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor();
    } catch (IOException e) {
      return -1; // there is no such program
    }
  }

  Path folder() {
    return folder;
  }

  /** Leaves not a byte, and takes what a database gives back, until it is {@link #free}. */
  void fill() throws Exception {
    full = true;
    stuff();
    filler = new Thread(this::stayFull, "filler");
    filler.start();
  }

  private void stayFull() {
    try {
      while (full) {
        stuff();
        Thread.sleep(2);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stuff() throws IOException {
    byte[] block = new byte[4096];
    Path ballast = folder.resolve("ballast");
    try {
      while (true) {
        Files.write(ballast, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  void free() throws Exception {
    stop();
    Files.delete(folder.resolve("ballast"));
  }

  private void stop() throws InterruptedException {
    full = false;
    if (filler != null) {
      filler.join();
    }
  }

  @Override
  public void close() throws Exception {
    stop();
    run("umount", "-l", path());
  }
}
