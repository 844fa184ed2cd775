package orrery.kernel.inspect;

import orrery.kernel.trace.Trace;

/** A line of a cell's class, with what a run knows of it. */
final class Site {

  private final String className;
  private final int line;
  private long of;
  private int cellLine;
  private int looks;

  /**
   * @param line as the class file counts
   */
  Site(String className, int line) {
    this.className = className;
    this.line = line;
  }

  /**
   * Its line in the cell that runs; 0 if it is another cell's.
   *
   * @param stepping number of what asks, which is not kept: a site stays as long as the process
   */
  int lineIn(long stepping, String cell, Trace.Places places) {
    if (of != stepping) {
      Trace.Place place = places.of(className, line);
      of = stepping;
      looks = 0;
      cellLine = place != null && place.cell().equals(cell) ? place.line() : 0;
    }
    return cellLine;
  }

  /** Has {@code places} know it from here on. */
  void learn(Trace.Places places) {
    places.of(className, line);
  }

  /** Counts a look; false if there were {@code most} in this run. */
  boolean mayLook(int most) {
    return looks++ < most;
  }
}
