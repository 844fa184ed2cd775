package orrery.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** Each 1024 times the one before. */
  private static final List<String> UNITS = List.of("", "k", "m", "g");

  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})([kmg]?)");

  /**
   * For a heap of that size.
   *
   * @param memory as {@code -Xmx} takes it: {@code 96m}
   * @throws UnusableSetting if it is none
   */
  public static ResourceLimits forHeap(String memory) {
    long heap = bytes(memory);
    return new ResourceLimits(
        heap + 384 * MEGABYTE, heap + 1920 * MEGABYTE, 256, 64 * MEGABYTE, 128, 3600);
  }

  /**
   * Bytes of a heap.
   *
   * @param memory as {@code -Xmx} takes it: {@code 96m}
   * @throws UnusableSetting if it is none
   */
  public static long bytes(String memory) {
    Matcher size = SIZE.matcher(memory.strip().toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw new UnusableSetting(
          "ORRERY_KERNEL_MEMORY is " + memory + "; it must be a size as -Xmx takes it, like 96m");
    }
    return Long.parseLong(size.group(1)) << (10 * UNITS.indexOf(size.group(2)));
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
