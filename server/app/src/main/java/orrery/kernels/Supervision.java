package orrery.kernels;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import orrery.isolation.ResourceLimits;
import orrery.isolation.UnusableSetting;

/**
 * How many kernels there may be, and for how long one stays that nobody uses.
 *
 * @param most kernels that run at once
 * @param starting kernels that start at once; each takes a processor while it does
 * @param idle without a run for that long a kernel goes to sleep
 * @param unseen the same, with no browser connected
 * @param spared a kernel whose last run ended less than that ago makes no room for others: its
 *     learner reads what came of it, and is about to run the next cell
 * @param stray processor time within {@link Burn#WINDOW} while no run is under way, over which a
 *     kernel is ended
 */
public record Supervision(
    int most, int starting, Duration idle, Duration unseen, Duration spared, Duration stray) {

  /**
   * Of a kernel beside its heap: class metadata, compiled code, threads. Measured after the first
   * lesson: 120 MB, half of which all kernels share.
   */
  private static final long BESIDE_HEAP = 160L << 20;

  private static final int FEWEST = 2;

  /** Refuses what makes no sense. */
  public Supervision {
    if (most < 1 || starting < 1) {
      throw new UnusableSetting("ORRERY_KERNEL_MOST is " + most + "; at least 1 kernel must run");
    }
  }

  /** Of {@code most} kernels, with the usual times. */
  public static Supervision of(int most) {
    return new Supervision(
        most,
        Runtime.getRuntime().availableProcessors(),
        Duration.ofMinutes(30),
        Duration.ofMinutes(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20));
  }

  /**
   * As many as fit into half of the memory that this machine, or container, has: the other half is
   * for the server, the browser and whatever else runs there.
   *
   * @param heap of a kernel, as {@code -Xmx} takes it
   */
  public static int fitting(String heap) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return fitting(system.getTotalMemorySize(), heap);
  }

  static int fitting(long memory, String heap) {
    return (int) Math.max(FEWEST, memory / 2 / (ResourceLimits.bytes(heap) + BESIDE_HEAP));
  }
}
