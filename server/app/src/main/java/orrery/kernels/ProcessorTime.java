package orrery.kernels;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The processor time of processes and all they have started: a kernel's JVM may stand behind
 * launchers. One look at the machine's processes serves for all kernels.
 */
final class ProcessorTime {

  private ProcessorTime() {}

  /** By process id; of one that has gone, nothing. */
  static Map<Long, Duration> of(Collection<Long> processes) {
    Map<Long, List<ProcessHandle>> children = new HashMap<>();
    ProcessHandle.allProcesses()
        .forEach(
            process ->
                process
                    .parent()
                    .ifPresent(
                        parent ->
                            children
                                .computeIfAbsent(parent.pid(), pid -> new ArrayList<>())
                                .add(process)));
    Map<Long, Duration> taken = new HashMap<>();
    for (long pid : processes) {
      ProcessHandle.of(pid).ifPresent(process -> taken.put(pid, family(process, children)));
    }
    return taken;
  }

  private static Duration family(ProcessHandle root, Map<Long, List<ProcessHandle>> children) {
    Duration taken = Duration.ZERO;
    Deque<ProcessHandle> left = new ArrayDeque<>(List.of(root));
    while (!left.isEmpty()) {
      ProcessHandle next = left.pop();
      taken = taken.plus(next.info().totalCpuDuration().orElse(Duration.ZERO));
      left.addAll(children.getOrDefault(next.pid(), List.of()));
    }
    return taken;
  }
}
