package orrery.kernels;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Kernels whose server has gone without ending them. A kernel ends itself when its channel closes;
 * this is for one that could not.
 */
final class Orphans {

  private static final Pattern NAME = Pattern.compile("(\\d{1,18})@(\\d{1,18})");

  /** Linux tells starts by a clock that is corrected meanwhile; two looks may differ. */
  private static final long DRIFT_MILLIS = 60_000;

  private Orphans() {}

  /** This server as a kernel's command line names it: {@code pid@start in epoch milliseconds}. */
  static String thisServer() {
    ProcessHandle server = ProcessHandle.current();
    return server.pid() + "@" + start(server);
  }

  /** Ends every kernel on this machine, of this user, whose server no longer runs. */
  static void end() {
    ProcessHandle.allProcesses()
        .filter(process -> server(process).filter(name -> !runs(name)).isPresent())
        .forEach(ProcessHandle::destroyForcibly);
  }

  private static Optional<String> server(ProcessHandle process) {
    return arguments(process)
        .filter(argument -> argument.startsWith(KernelCommand.SERVER))
        .map(argument -> argument.substring(KernelCommand.SERVER.length()))
        .findFirst();
  }

  /** On Linux from the source: Java tells no arguments of a command line over 4,096 characters. */
  private static Stream<String> arguments(ProcessHandle process) {
    Path line = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
    try {
      return Stream.of(Files.readString(line, StandardCharsets.ISO_8859_1).split("\0"));
    } catch (IOException e) {
      // Gone meanwhile, or no Linux.
      return process.info().arguments().stream().flatMap(Arrays::stream);
    }
  }

  /** Whether the server of that name, as {@link #thisServer} gave it, is still there. */
  static boolean runs(String server) {
    Matcher name = NAME.matcher(server);
    return name.matches()
        && ProcessHandle.of(Long.parseLong(name.group(1)))
            .map(Orphans::start)
            .filter(start -> Math.abs(start - Long.parseLong(name.group(2))) < DRIFT_MILLIS)
            .isPresent();
  }

  private static long start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
