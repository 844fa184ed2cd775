package orrery.kernel.inspect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Trace;

/**
 * Where the code of cells and the listeners of Sessions tell how far a run has come. Static, since
 * transformed bytecode calls it by name.
 */
public final class Steps {

  private static volatile @Nullable Stepping run;
  private static volatile Site[] sites = new Site[1_024];
  private static int known;
  private static int learnt;

  private Steps() {}

  /**
   * A line where {@link #passing} is to be called.
   *
   * @param className with dots
   * @param line as the class file counts
   * @return what to call it with
   */
  public static synchronized int site(String className, int line) {
    if (known == sites.length) {
      sites = Arrays.copyOf(sites, 2 * known);
    }
    sites[known] = new Site(className, line);
    return known++;
  }

  /**
   * Asks where the lines stand that have come since the last time: a later run that passes them
   * need not wait for the answer, which takes a moment.
   */
  static synchronized void learn(Trace.Places places) {
    while (learnt < known) {
      sites[learnt++].learn(places);
    }
  }

  /** A line of a cell is about to run; called by transformed bytecode. */
  public static void passing(int site) {
    Stepping current = run;
    if (current != null) {
      current.passing(sites[site]);
    }
  }

  /** A snippet of the running cell has been evaluated: its variables have their values. */
  public static void evaluated() {
    Stepping current = run;
    if (current != null) {
      current.evaluated();
    }
  }

  static void begin(Stepping stepping) {
    run = stepping;
  }

  /** The run that is on, if one is and is watched. */
  static @Nullable Stepping run() {
    return run;
  }

  static void end() {
    Stepping current = run;
    run = null;
    if (current != null) {
      current.end();
    }
  }
}
