package orrery.kernels;

import java.nio.file.Path;
import orrery.isolation.SelfTest;
import orrery.kernel.protocol.Limits;

/**
 * How kernels are run.
 *
 * @param cache folder for the unpacked jars, class-data archives and working folders
 * @param memory the heap's upper bound, as {@code -Xmx} takes it
 * @param limits what a kernel lets through
 * @param inspecting whether it tells what Sessions hold, what flushes do, what rows change and what
 *     is found; without, statements alone, for comparison
 * @param sandbox what to do where a sandbox does not hold
 */
public record KernelSettings(
    Path cache, String memory, Limits limits, boolean inspecting, SelfTest.Wanted sandbox) {

  /** Of a kernel that inspects, in a sandbox where there is one. */
  public KernelSettings(Path cache, String memory, Limits limits) {
    this(cache, memory, limits, true, SelfTest.Wanted.AUTO);
  }

  /** The same, with or without a sandbox. */
  public KernelSettings in(SelfTest.Wanted wanted) {
    return new KernelSettings(cache, memory, limits, inspecting, wanted);
  }

  /** The same, without inspecting. */
  public KernelSettings notInspecting() {
    return new KernelSettings(cache, memory, limits, false, sandbox);
  }

  /**
   * Measured: 64 MB thrashes after one lesson, 96 MB is comfortable; the live heap after a
   * twenty-cell lesson is 36 MB.
   */
  public static final String MEMORY = "96m";
}
