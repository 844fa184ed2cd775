package orrery.kernels;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import orrery.isolation.SelfTest;
import orrery.kernel.protocol.Limits;

/**
 * How kernels are run.
 *
 * @param cache folder for the unpacked jars, class-data archives and working folders
 * @param memory the heap's upper bound, as {@code -Xmx} takes it
 * @param limits what a kernel lets through
 * @param sandbox what to do where a sandbox does not hold
 * @param study what is different for a measurement: system properties that a kernel reads, as
 *     {@code -Dname=value}
 */
public record KernelSettings(
    Path cache, String memory, Limits limits, SelfTest.Wanted sandbox, List<String> study) {

  /** In a sandbox where there is one. */
  public KernelSettings(Path cache, String memory, Limits limits) {
    this(cache, memory, limits, SelfTest.Wanted.AUTO, List.of());
  }

  /** The same, with or without a sandbox. */
  public KernelSettings in(SelfTest.Wanted wanted) {
    return new KernelSettings(cache, memory, limits, wanted, study);
  }

  /**
   * The same, without telling what Sessions hold, what flushes do, what rows change and what is
   * found: statements alone.
   */
  public KernelSettings notInspecting() {
    return with("-Dorrery.inspect=false");
  }

  /**
   * The same, rehearsed to the end before the first cell, as where the learner reads for a while;
   * otherwise a kernel leaves off as soon as there is something to run.
   */
  public KernelSettings whenRehearsed() {
    return with("-Dorrery.rehearsed=true");
  }

  /** The same, with a clock around all that the inspector does. */
  public KernelSettings metered() {
    return with("-Dorrery.metered=true");
  }

  private KernelSettings with(String property) {
    List<String> more = Stream.concat(study.stream(), Stream.of(property)).toList();
    return new KernelSettings(cache, memory, limits, sandbox, more);
  }

  /**
   * Measured: 64 MB thrashes after one lesson, 96 MB is comfortable; the live heap after a
   * twenty-cell lesson is 36 MB.
   */
  public static final String MEMORY = "96m";
}
