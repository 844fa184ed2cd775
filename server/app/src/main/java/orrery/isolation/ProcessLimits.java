package orrery.isolation;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * No sandbox: a kernel is a process of this user with limits on what it takes. Its code can read
 * this user's files and reach the network.
 */
public final class ProcessLimits implements Isolation {

  private static final boolean WINDOWS = File.separatorChar == '\\';

  private static final String MOVE_PIPES = "exec 3<&0 4>&1 </dev/null >&2; exec \"$@\"";

  private final ResourceLimits limits;
  private final String why;

  /**
   * @param why there is no sandbox: {@code bwrap (package bubblewrap) is not installed}
   */
  ProcessLimits(ResourceLimits limits, String why) {
    this.limits = limits;
    this.why = why;
  }

  @Override
  public List<String> around(List<String> java, Path folder) {
    if (WINDOWS) {
      return java;
    }
    List<String> line = new ArrayList<>();
    line.addAll(List.of("sh", "-c", limits.asUlimits() + MOVE_PIPES, "sh"));
    line.addAll(java);
    return line;
  }

  @Override
  public Path within(Path folder) {
    return folder;
  }

  @Override
  public boolean isSandbox() {
    return false;
  }

  @Override
  public String inWords() {
    return "Cells run without a sandbox: they can read your files and use your network. ("
        + why.substring(0, 1).toUpperCase(Locale.ROOT)
        + why.substring(1)
        + ".)";
  }
}
