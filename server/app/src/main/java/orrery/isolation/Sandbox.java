package orrery.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Linux namespaces, made by bubblewrap without root: a kernel sees a JDK and its class path, both
 * read-only, and a folder of its own in memory; no network, no other process, no environment. The
 * seccomp filter leaves it threads and no child processes; resource limits bound the rest.
 *
 * <p>Four programs, each started by the one before: {@code sh} moves the pipes, {@code unshare}
 * mounts the folder, since bubblewrap's own has no bound on the number of files, {@code bwrap}
 * makes the namespaces, {@code prlimit} sets the limits within them: outside, the number of
 * processes would be counted over all kernels.
 */
public final class Sandbox implements Isolation {

  private static final String HOME = "/tmp";

  private static final String OUTER =
      "echo 900 >/proc/self/oom_score_adj; exec 3<&0 4>&1 9<\"$1\" </dev/null >&2; shift; exec \"$@\"";

  /** Bytes and files of a kernel's folder; they are the machine's memory. */
  private static final String MOUNT =
      "mount -t tmpfs -o size=64m,nr_inodes=4096,mode=1777,nosuid,nodev,noexec kernel \"$1\""
          + " || exit 125; shift; exec \"$@\"";

  private final Map<String, Path> programs;
  private final Path filter;
  private final Collection<Path> visible;
  private final ResourceLimits limits;

  private Sandbox(
      Map<String, Path> programs, Path filter, Collection<Path> visible, ResourceLimits limits) {
    this.programs = programs;
    this.filter = filter;
    this.visible = visible;
    this.limits = limits;
  }

  /** The sandbox as it would be here, or why it can't be. Whether it holds, a test must tell. */
  record Found(Optional<Sandbox> sandbox, String missing) {}

  /**
   * Looks for what it needs, and writes the filter into {@code folder}.
   *
   * @param java the JDK
   * @param classPath folders that kernels read
   * @throws UncheckedIOException if the filter can't be written
   */
  static Found find(Path folder, Path java, List<Path> classPath, ResourceLimits limits) {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")) {
      return new Found(Optional.empty(), "only Linux has the means");
    }
    Optional<Seccomp.Machine> machine = Seccomp.Machine.here();
    if (machine.isEmpty()) {
      return new Found(Optional.empty(), "no filter is known for this processor");
    }
    Map<String, Path> programs = new HashMap<>();
    for (String name : List.of("sh", "unshare", "bwrap", "prlimit")) {
      Optional<Path> program = program(name);
      if (program.isEmpty()) {
        String packaged = name.equals("bwrap") ? " (package bubblewrap)" : "";
        return new Found(Optional.empty(), name + packaged + " is not installed");
      }
      programs.put(name, program.get());
    }
    return new Found(
        Optional.of(make(folder, java, classPath, limits, programs, machine.get())), "");
  }

  private static Sandbox make(
      Path folder,
      Path java,
      List<Path> classPath,
      ResourceLimits limits,
      Map<String, Path> programs,
      Seccomp.Machine machine) {
    try {
      Files.createDirectories(folder);
      Path filter =
          Files.write(Files.createTempFile(folder, "seccomp", null), Seccomp.filter(machine));
      List<Path> visible =
          new ArrayList<>(
              Visible.of(java, List.of(programs.get("prlimit"), java.resolve("bin/java"))));
      visible.addAll(classPath);
      return new Sandbox(programs, filter, visible, limits);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare the sandbox", e);
    }
  }

  private static Optional<Path> program(String name) {
    return Stream.of("/usr/bin", "/bin", "/usr/local/bin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public List<String> around(List<String> java, Path folder) {
    List<String> line = new ArrayList<>();
    line.addAll(List.of(path("sh"), "-c", OUTER, "sh", filter.toString()));
    line.addAll(List.of(path("unshare"), "--user", "--map-root-user", "--mount", "--"));
    line.addAll(List.of(path("sh"), "-c", MOUNT, "sh", folder.toString()));
    line.addAll(namespaces(folder));
    line.addAll(limits.asPrlimit(path("prlimit")));
    line.addAll(java);
    return line;
  }

  private String path(String program) {
    return String.valueOf(programs.get(program));
  }

  private List<String> namespaces(Path folder) {
    List<String> line = new ArrayList<>();
    line.addAll(List.of(path("bwrap"), "--seccomp", "9", "--unshare-all", "--unshare-user"));
    line.addAll(List.of("--disable-userns", "--die-with-parent", "--new-session", "--clearenv"));
    line.addAll(List.of("--setenv", "PATH", "/usr/bin", "--setenv", "LANG", "C.UTF-8"));
    line.addAll(List.of("--setenv", "HOME", HOME, "--setenv", "MALLOC_ARENA_MAX", "2"));
    line.addAll(List.of("--uid", "65534", "--gid", "65534", "--hostname", "kernel"));
    line.addAll(List.of("--cap-drop", "ALL"));
    // First, since what is visible may lie below a folder of that name.
    line.addAll(List.of("--bind", folder.toString(), HOME));
    for (Path path : visible) {
      line.addAll(List.of("--ro-bind", path.toString(), path.toString()));
    }
    // What bubblewrap makes itself, it leaves writable and without a bound: /dev, and the root.
    line.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
    line.addAll(List.of("--remount-ro", "/dev", "--chdir", HOME, "--remount-ro", "/", "--"));
    return line;
  }

  @Override
  public Path within(Path folder) {
    return Path.of(HOME);
  }

  @Override
  public boolean isSandbox() {
    return true;
  }

  @Override
  public String inWords() {
    return "Cells run in a sandbox: no network, no files but their own.";
  }
}
