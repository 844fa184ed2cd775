package orrery.kernels;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processor time that a kernel took lately while no run was under way. Immutable.
 *
 * @param looks of the last {@link #WINDOW}, the oldest first
 */
record Burn(List<Look> looks) {

  static final Duration WINDOW = Duration.ofSeconds(30);

  static final Burn NONE = new Burn(List.of());

  /**
   * A look at a kernel.
   *
   * @param at in nanoseconds, of a clock that only goes forward
   * @param taken processor time since the kernel's start
   */
  record Look(long at, Duration taken) {}

  Burn with(Look look) {
    Stream<Look> recent = looks.stream().filter(each -> look.at() - each.at() <= WINDOW.toNanos());
    return new Burn(Stream.concat(recent, Stream.of(look)).toList());
  }

  /** What was taken within the window. */
  Duration taken() {
    return looks.isEmpty()
        ? Duration.ZERO
        : looks.get(looks.size() - 1).taken().minus(looks.get(0).taken());
  }
}
