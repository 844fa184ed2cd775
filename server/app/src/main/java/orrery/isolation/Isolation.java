package orrery.isolation;

import java.nio.file.Path;
import java.util.List;

/** How a kernel's process is kept from the machine it runs on. */
public sealed interface Isolation permits Sandbox, ProcessLimits {

  /**
   * The command line that starts {@code java} within it, with the pipes of its standard input and
   * output at descriptors 3 and 4 (on Windows they stay where they are).
   *
   * @param java a JVM's command line
   * @param folder the kernel's own; empty
   */
  List<String> around(List<String> java, Path folder);

  /** The kernel's own folder as the kernel sees it. */
  Path within(Path folder);

  /** Whether a stranger's code may run here: it reaches nothing but its own kernel. */
  boolean isSandbox();

  /** What it means, in one sentence for whoever looks at the page. */
  String inWords();
}
