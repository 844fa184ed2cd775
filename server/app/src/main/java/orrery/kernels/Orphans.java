package orrery.kernels;

import java.time.Instant;
import java.util.Optional;

/**
 * Kernels whose server has gone without ending them. A kernel ends itself when its channel closes;
 * this is for one that could not.
 */
final class Orphans {

  private Orphans() {}

  /** This server as a kernel's command line names it: {@code pid@start in epoch milliseconds}. */
  static String thisServer() {
    return name(ProcessHandle.current());
  }

  /** Ends every kernel on this machine, of this user, whose server no longer runs. */
  static void end() {
    ProcessHandle.allProcesses()
        .filter(process -> server(process).filter(name -> !runs(name)).isPresent())
        .forEach(ProcessHandle::destroyForcibly);
  }

  private static Optional<String> server(ProcessHandle process) {
    return process
        .info()
        .arguments()
        .flatMap(
            arguments ->
                java.util.Arrays.stream(arguments)
                    .filter(argument -> argument.startsWith(KernelCommand.SERVER))
                    .map(argument -> argument.substring(KernelCommand.SERVER.length()))
                    .findFirst());
  }

  private static boolean runs(String server) {
    String pid = server.substring(0, Math.max(0, server.indexOf('@')));
    return pid.matches("\\d{1,18}")
        && ProcessHandle.of(Long.parseLong(pid))
            .map(Orphans::name)
            .filter(server::equals)
            .isPresent();
  }

  private static String name(ProcessHandle process) {
    return process.pid()
        + "@"
        + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
