package orrery.isolation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Finds out what isolation holds here, by trying: a probe in the very chain that kernels are to run
 * in attempts what a kernel must not. That a program is installed proves nothing; Ubuntu forbids
 * bubblewrap its namespaces to ordinary users, for one.
 */
public final class SelfTest {

  private static final Logger LOG = LoggerFactory.getLogger(SelfTest.class);
  private static final long SECONDS = 20;

  /** What to do where a sandbox does not hold. */
  public enum Wanted {
    /** Go on with process limits. */
    AUTO,
    /** Don't start. */
    REQUIRED,
    /** Don't even try. */
    OFF;

    /**
     * What a user set.
     *
     * @throws UnusableSetting if it is none of these
     */
    public static Wanted of(String setting) {
      return Arrays.stream(values())
          .filter(each -> each.name().equalsIgnoreCase(setting.strip()))
          .findFirst()
          .orElseThrow(
              () ->
                  new UnusableSetting(
                      "ORRERY_SANDBOX is " + setting + "; it must be auto, required or off"));
    }
  }

  private final Path folder;
  private final Path java;
  private final List<String> probe;
  private final List<Path> classPath;
  private final ResourceLimits limits;

  /**
   * @param folder to work in, this server's own
   * @param java the JDK that kernels run on
   * @param probe a JVM's command line that attempts what {@code orrery.kernel.Probe} says, given a
   *     file of the server's and a port it listens at
   * @param classPath folders that kernels read
   */
  public SelfTest(
      Path folder, Path java, List<String> probe, List<Path> classPath, ResourceLimits limits) {
    this.folder = folder;
    this.java = java;
    this.probe = probe;
    this.classPath = classPath;
    this.limits = limits;
  }

  /**
   * The isolation that holds here.
   *
   * @throws NoSandbox if one is required and there is none
   */
  public Isolation choose(Wanted wanted) {
    if (wanted == Wanted.OFF) {
      return new ProcessLimits(limits, "it is turned off");
    }
    Sandbox.Found found = Sandbox.find(folder, java, classPath, limits);
    String missing = found.sandbox().map(this::failing).orElse(found.missing());
    if (missing.isEmpty()) {
      return found.sandbox().orElseThrow();
    }
    if (wanted == Wanted.REQUIRED) {
      throw new NoSandbox(missing);
    }
    LOG.warn("No sandbox here: {}. Cells can read this user's files and use the network.", missing);
    return new ProcessLimits(limits, missing);
  }

  /** What the probe got away with, or why it did not run; empty if the sandbox holds. */
  private String failing(Sandbox sandbox) {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Names of its own: another may be tried in this folder at the same time.
      Path secret = Files.writeString(Files.createTempFile(folder, "secret", null), "secret");
      Path own = Files.createTempDirectory(folder, "probe");
      List<String> line = new ArrayList<>(probe);
      line.add(secret.toString());
      line.add(String.valueOf(server.getLocalPort()));
      try {
        return run(sandbox.around(line, own), own);
      } finally {
        Files.delete(secret);
        FileSystemUtils.deleteRecursively(own);
      }
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "the test was interrupted";
    }
  }

  private static String run(List<String> line, Path own) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(line).directory(own.toFile()).start();
    process
        .onExit()
        .orTimeout(SECONDS, TimeUnit.SECONDS)
        .exceptionally(e -> process.destroyForcibly());
    String told =
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() == 0) {
      return "";
    }
    return told.isEmpty()
        ? "its probe ended with status " + process.exitValue()
        : told.replaceAll("\\s*\\n\\s*", ", ");
  }
}
