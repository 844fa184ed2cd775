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
 * @param rehearsed whether a kernel rehearses to the end before its first cell, as it does where
 *     the learner reads for a while; without, it leaves off as soon as there is something to run
 * @param sandbox what to do where a sandbox does not hold
 */
public record KernelSettings(
    Path cache,
    String memory,
    Limits limits,
    boolean inspecting,
    boolean rehearsed,
    SelfTest.Wanted sandbox) {

  /** Of a kernel that inspects, in a sandbox where there is one. */
  public KernelSettings(Path cache, String memory, Limits limits) {
    this(cache, memory, limits, true, false, SelfTest.Wanted.AUTO);
  }

  /** The same, with or without a sandbox. */
  public KernelSettings in(SelfTest.Wanted wanted) {
    return new KernelSettings(cache, memory, limits, inspecting, rehearsed, wanted);
  }

  /** The same, without inspecting. */
  public KernelSettings notInspecting() {
    return new KernelSettings(cache, memory, limits, false, rehearsed, sandbox);
  }

  /** The same, rehearsed to the end. */
  public KernelSettings whenRehearsed() {
    return new KernelSettings(cache, memory, limits, inspecting, true, sandbox);
  }

  /**
   * Measured: 64 MB thrashes after one lesson, 96 MB is comfortable; the live heap after a
   * twenty-cell lesson is 36 MB.
   */
  public static final String MEMORY = "96m";
}
