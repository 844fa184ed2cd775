package orrery.kernel.trace;

import java.sql.Connection;
import java.util.Map;

/**
 * Hears what happens to connections, on the thread that does it and before it is done. What it
 * throws would reach the learner's code, so it throws nothing.
 */
public interface ConnectionWatch {

  /** Hibernate is set up with these settings, some of which may lead to connections. */
  default void configured(Map<String, Object> settings) {}

  /**
   * A connection was acquired.
   *
   * @param number as in the Events of the trace
   * @param own the connection itself: what it is asked to do is not traced
   */
  default void acquired(int number, Connection own) {}

  /** A statement, prepared or not, is about to run. */
  default void running(int number, Connection own, String sql) {}

  /** A transaction is over: what it wrote is there for all, or is gone. */
  default void completed(int number) {}

  /** A connection was closed, or went back to where it came from. */
  default void released(int number) {}
}
