package orrery.kernel.trace;

import java.sql.Connection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Limits;

/**
 * What the ORM and the database do while a cell runs, told as Events of the trace.
 *
 * <p>Static, since Hibernate's services and the transformed bytecode of cells reach it by name; a
 * kernel runs one cell at a time.
 */
public final class Trace {

  private Trace() {}

  /** Knows which classes are cells' code. */
  public interface Places {

    /**
     * The cell and line of a stack frame.
     *
     * @param line as the class file counts
     * @return null if the class is not learner's code
     */
    @Nullable Place of(String className, int line);
  }

  /** A line of a cell, from 1. */
  public record Place(String cell, int line) {}

  /** A run begins; from here on Events go to {@code sink}, at most {@code limits.statements()}. */
  public static void begin(
      long run, String cell, Limits limits, Places places, Consumer<Event> sink) {}

  /** The snippet that is being evaluated stands at this line of the running cell. */
  public static void at(int line) {}

  /** Runs {@code show}; statements caused by it are for the display of a result. */
  public static void displaying(Runnable show) {
    show.run();
  }

  /** The run is over: statements whose rows were never read to the end are told now. */
  public static void end() {}

  /** Cancels the statement that runs at this moment, if one does. */
  public static void cancel() {}

  /** A connection that cells' code was given; called by their transformed bytecode. */
  public static Connection traced(Connection connection) {
    return connection;
  }

  /** Cells' code is about to run this query; called by its transformed bytecode. */
  public static void querying(@Nullable Object query) {}

  /** The call announced by {@link #querying} has returned. */
  public static void queried() {}
}
