package orrery.notebook;

import java.util.function.LongSupplier;

/**
 * How much a notebook may hold, and all notebooks of its owner.
 *
 * @param ofOwner characters of all notebooks of the owner
 */
record Quota(Limits limits, LongSupplier ofOwner) {

  /** In characters of the Events that are kept. */
  record Limits(long notebook, long owner) {}

  /** Why nothing may be run in a notebook of so many characters; empty if it may. */
  String words(long chars) {
    if (chars > limits.notebook()) {
      return "This notebook holds "
          + megabytes(chars)
          + " of results, as much as one may. Start it over to go on.";
    }
    long all = ofOwner.getAsLong();
    if (all > limits.owner()) {
      return "Your notebooks hold "
          + megabytes(all)
          + " of results, as much as they may. Start one of them over to go on.";
    }
    return "";
  }

  /** Whether a kernel goes on to tell what no lesson tells. */
  boolean isFarOver(long chars) {
    return chars > 2 * limits.notebook();
  }

  private static String megabytes(long chars) {
    return (chars >> 20) + " MB";
  }
}
