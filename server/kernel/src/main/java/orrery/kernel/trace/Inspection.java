package orrery.kernel.trace;

/**
 * Whether this kernel looks beyond statements, transactions and connections: at what Sessions hold,
 * flushes, rows and patterns. The system property {@code orrery.inspect} set to {@code false} turns
 * that off, to measure what it costs.
 */
public final class Inspection {

  private static final String SWITCH = "orrery.inspect";

  private Inspection() {}

  /** As the property stands now; to be asked once for a run, not for each statement. */
  public static boolean on() {
    return !"false".equals(System.getProperty(SWITCH));
  }
}
