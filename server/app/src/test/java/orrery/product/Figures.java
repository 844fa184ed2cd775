package orrery.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measured values of one kind; several threads may add to them. */
final class Figures {

  private final String name;
  private final String unit;
  private final List<Long> values = new ArrayList<>();

  Figures(String name, String unit) {
    this.name = name;
    this.unit = unit;
  }

  synchronized void add(long value) {
    values.add(value);
  }

  synchronized int size() {
    return values.size();
  }

  /** {@code run: median 40, p95 310, most 900 ms of 250}. */
  @Override
  public synchronized String toString() {
    return values.isEmpty()
        ? name + ": none"
        : String.format(
            Locale.ROOT,
            "%s: median %d, p95 %d, most %d %s of %d",
            name,
            at(0.5),
            at(0.95),
            at(1),
            unit,
            values.size());
  }

  private long at(double share) {
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  /** The memory of a process in MB, what it shares counted in parts; 0 where that is not known. */
  static long memory(ProcessHandle process) {
    Path rollup = Path.of("/proc/" + process.pid() + "/smaps_rollup");
    try {
      return Files.readAllLines(rollup).stream()
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .sum();
    } catch (IOException e) {
      return 0; // it has ended meanwhile, or this is no Linux
    }
  }
}
