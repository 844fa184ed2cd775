package orrery.kernel.inspect;

import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Trace;

/** A line of a cell's class, with what a run knows of it. */
final class Site {

  private final String className;
  private final int line;
  private @Nullable Stepping of;
  private int cellLine;
  private int looks;

  /**
   * @param line as the class file counts
   */
  Site(String className, int line) {
    this.className = className;
    this.line = line;
  }

  /** Its line in the cell that runs; 0 if it is another cell's. */
  int lineIn(Stepping run, String cell, Trace.Places places) {
    if (of != run) {
      Trace.Place place = places.of(className, line);
      of = run;
      looks = 0;
      cellLine = place != null && place.cell().equals(cell) ? place.line() : 0;
    }
    return cellLine;
  }

  /** Counts a look; false if there were {@code most} in this run. */
  boolean mayLook(int most) {
    return looks++ < most;
  }
}
