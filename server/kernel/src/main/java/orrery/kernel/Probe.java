package orrery.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Attempts what a kernel in a sandbox must not be able to do, and says what it got away with. The
 * server decides by it whether strangers' code may run.
 */
final class Probe {

  private static final long FOLDER_MOST = 65L << 20;

  private final List<String> escapes = new ArrayList<>();

  private Probe() {}

  /**
   * Tries, tells on standard error a line for each thing that worked, and exits with their number.
   *
   * @param secret a file of the server's
   * @param port on the loopback address, where the server listens
   */
  static void run(Path secret, int port) {
    Probe probe = new Probe();
    probe.mustFail("a file of the server's can be read", () -> Files.readString(secret));
    probe.mustFail("other processes can be seen", Probe::company);
    probe.mustFail("the network can be used", () -> connected(port));
    probe.mustFail("processes can be started", () -> new ProcessBuilder("/bin/sh").start());
    probe.mustFail("the JDK can be written to", () -> written(System.getProperty("java.home")));
    probe.mustFail("/dev can be written to", () -> written("/dev"));
    probe.mustFail("the root folder can be written to", () -> written("/"));
    probe.mustFail("files in its folder have no bound", Probe::roomy);
    probe.mustFail("its environment is the server's", Probe::environment);
    probe.escapes.forEach(System.err::println);
    System.exit(probe.escapes.size());
  }

  /** Whatever an attempt throws, it has failed. */
  private void mustFail(String escape, Callable<?> attempt) {
    try {
      attempt.call();
      escapes.add(escape);
    } catch (Exception held) {
      // As it should be.
    }
  }

  /** A sandbox's first process, and this one. */
  private static long company() throws IOException {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return exceeds(all.count(), 2);
    }
  }

  private static long roomy() throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    return exceeds(Files.getFileStore(folder).getTotalSpace(), FOLDER_MOST);
  }

  /** What the sandbox sets, and what the JDK's launcher adds. */
  private static long environment() throws IOException {
    Set<String> names = new HashSet<>(System.getenv().keySet());
    names.removeAll(Set.of("PATH", "LANG", "HOME", "MALLOC_ARENA_MAX", "PWD"));
    return exceeds(names.size(), 0);
  }

  private static long exceeds(long value, long bound) throws IOException {
    if (value <= bound) {
      throw new IOException(value + " is within bounds");
    }
    return value;
  }

  private static Socket connected(int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private static Path written(String folder) throws IOException {
    return Files.writeString(Path.of(folder, "orrery-probe"), "");
  }
}
