package orrery.kernels;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import orrery.isolation.Isolation;
import orrery.isolation.ResourceLimits;
import orrery.kernel.protocol.Json;

/** The command line of a kernel. */
final class KernelCommand {

  /** Marks a kernel's command line with the server it belongs to; see {@link Orphans}. */
  static final String SERVER = "-Dorrery.server=";

  private static final boolean WINDOWS = File.separatorChar == '\\';

  private KernelCommand() {}

  /** A kernel in its isolation, in a folder of its own. */
  static List<String> serve(
      KernelFiles files,
      KernelSettings settings,
      List<String> archive,
      Isolation isolation,
      Path folder) {
    List<String> flags = new ArrayList<>(archive);
    flags.add("-XX:CompressedClassSpaceSize=64m");
    List<String> java = java(files, settings, flags, isolation.within(folder));
    java.add(WINDOWS ? "--stdio" : "--fds");
    return isolation.around(java, folder);
  }

  /** What {@link orrery.isolation.SelfTest} starts. */
  static List<String> probe(KernelFiles files, KernelSettings settings) {
    List<String> java = java(files, settings, List.of(), Path.of("/tmp"));
    java.add("--probe");
    return java;
  }

  /** Without a bound on class space: JDK 25 writes no archive larger than that. */
  static List<String> train(
      KernelFiles files, KernelSettings settings, List<String> archive, Path folder) {
    List<String> line = java(files, settings, archive, folder);
    line.add("--train");
    return line;
  }

  /** Flags and figures: DESIGN, "Kernel"; each was measured on JDK 17 and 25. */
  private static List<String> java(
      KernelFiles files, KernelSettings settings, List<String> flags, Path folder) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(flags);
    line.addAll(
        List.of(
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // What watches a cell is compiled after some ten calls, not two hundred: the
            // README's Decisions say why.
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=CompileThresholdScaling,orrery/kernel/*.*,0.05",
            "-Xms" + atOnce(settings.memory()),
            "-Xmn12m",
            "-Xmx" + settings.memory(),
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:MaxDirectMemorySize=32m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "-XX:+EnableDynamicAgentLoading",
            "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8",
            "-Djava.io.tmpdir=" + folder,
            "-Duser.home=" + folder,
            SERVER + Orphans.thisServer(),
            "-Dorrery.limits=" + Json.write(settings.limits())));
    line.addAll(settings.study());
    line.addAll(
        List.of(
            "-cp",
            files.jars().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)),
            "orrery.kernel.Main"));
    return line;
  }

  /** Of the heap; the JVM refuses to begin with more than it may have. */
  private static String atOnce(String memory) {
    return ResourceLimits.bytes(memory) < ResourceLimits.bytes(KernelSettings.MEMORY)
        ? memory
        : KernelSettings.MEMORY;
  }
}
