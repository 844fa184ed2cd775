package orrery.kernels;

import java.nio.file.Path;
import orrery.kernel.protocol.Limits;

/**
 * How kernels are run.
 *
 * @param cache folder for the unpacked jars, class-data archives and working folders
 * @param memory the heap's upper bound, as {@code -Xmx} takes it
 * @param limits what a kernel lets through
 */
public record KernelSettings(Path cache, String memory, Limits limits) {

  /**
   * Measured: 64 MB thrashes after one lesson, 96 MB is comfortable; the live heap after a
   * twenty-cell lesson is 36 MB.
   */
  public static final String MEMORY = "96m";
}
