package orrery.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a kernel's process may take. Figures: a JVM with 96 MB of heap needs about 220 MB of data
 * after a Hibernate lesson (with 256 MB of heap 374 MB were measured, and it fails to start below
 * 320 MB), so heap and 384 MB beside it leave room. RLIMIT_AS does not bound a JVM, which reserves
 * far more than it uses; it is there against what RLIMIT_DATA does not count.
 *
 * @param dataBytes private memory
 * @param addressBytes address space
 * @param files open files
 * @param fileBytes size of a file
 * @param processes threads; as root Linux does not enforce it, and memory ends it
 * @param processorSeconds processor time in all
 */
public record ResourceLimits(
    long dataBytes,
    long addressBytes,
    int files,
    long fileBytes,
    int processes,
    int processorSeconds) {

  private static final long MEGABYTE = 1L << 20;

  /**
   * For a heap of that size.
   *
   * @param memory as {@code -Xmx} takes it: {@code 96m}
   * @throws IllegalArgumentException if it is none
   */
  public static ResourceLimits forHeap(String memory) {
    long heap = bytes(memory);
    return new ResourceLimits(
        heap + 384 * MEGABYTE, heap + 1920 * MEGABYTE, 256, 64 * MEGABYTE, 128, 3600);
  }

  private static long bytes(String memory) {
    String text = memory.strip().toLowerCase(Locale.ROOT);
    int unit = text.isEmpty() ? -1 : "kmg".indexOf(text.charAt(text.length() - 1));
    try {
      long number = Long.parseLong(unit < 0 ? text : text.substring(0, text.length() - 1));
      return number << (10 * (unit + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the memory of a kernel is not a size as -Xmx takes it: " + memory, e);
    }
  }

  List<String> asPrlimit(String prlimit) {
    return List.of(
        prlimit,
        "--core=0",
        "--nofile=" + files,
        "--fsize=" + fileBytes,
        "--data=" + dataBytes,
        "--as=" + addressBytes,
        "--nproc=" + processes,
        "--cpu=" + processorSeconds,
        "--memlock=65536",
        "--msgqueue=0",
        "--");
  }

  /** For a shell; POSIX counts kilobytes, and half of them for files. */
  String asUlimits() {
    List<String> each = new ArrayList<>();
    each.add("ulimit -c 0");
    each.add("ulimit -n " + files);
    each.add("ulimit -f " + fileBytes / 512);
    each.add("ulimit -t " + processorSeconds);
    each.add("ulimit -d " + dataBytes / 1024 + " 2>/dev/null");
    return String.join("; ", each) + "; ";
  }
}
