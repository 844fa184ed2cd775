package orrery.kernel.trace;

import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Limits;

/**
 * What the ORM and the database do while a cell runs, told as Events of the trace.
 *
 * <p>Static, since Hibernate's services and the transformed bytecode of cells reach it by name; a
 * kernel runs one cell at a time. Every method may be called from any thread. Between {@link #end}
 * and the next {@link #begin} nothing is told.
 */
public final class Trace {

  private static volatile @Nullable Run run;
  private static volatile Supplier<? extends Collection<Class<?>>> managed = List::of;
  private static volatile List<ConnectionWatch> watches = List.of();

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

    /** False if the class is certainly none of theirs; asked of each frame before its line is. */
    default boolean mayKnow(String className) {
      return true;
    }
  }

  /** A line of a cell, from 1. */
  public record Place(String cell, int line) {}

  /**
   * A connection that was acquired and not given back.
   *
   * @param number as in the Events
   * @param place where it was acquired; null if unknown
   * @param statement line of the statement at the top of the cell that led there; 0 if unknown
   */
  public record OpenConnection(int number, @Nullable Place place, int statement) {}

  /** A run begins; from here on Events go to {@code sink}, at most {@code limits.statements()}. */
  public static void begin(
      long run, String cell, Limits limits, Places places, Consumer<Event> sink) {
    end();
    Trace.run = new Run(run, cell, limits, places, sink);
  }

  /** Begins anew: no connection has been seen, and no statement. */
  public static void forgetAll() {
    end();
    TracedConnection.forgetAll();
    OpenConnections.forgetAll();
    Repeatable.forgetAll();
  }

  /** From here on {@code watch} hears what the run does; nothing if none is on. */
  public static void watch(Watch watch) {
    Run current = run;
    if (current != null) {
      current.watch(watch);
    }
  }

  /** The snippet that is being evaluated stands at this line of the running cell. */
  public static void at(int line) {
    Run current = run;
    if (current != null) {
      current.at(line);
    }
  }

  /**
   * Runs {@code show} on this thread; statements caused by it are for the display of a result.
   * Whatever {@code show} throws is passed on.
   */
  public static void displaying(Runnable show) {
    Display.of(show);
  }

  /** The run is over: statements whose rows were never read to the end are told now. */
  public static void end() {
    Run current = run;
    run = null;
    if (current != null) {
      current.end();
    }
  }

  /**
   * Cancels the statements that run at this moment, on whatever thread. One that is only about to
   * be sent is not met: whoever wants it stopped calls again.
   */
  public static void cancel() {
    Running.cancel();
  }

  /**
   * A connection that cells' code was given; called by their transformed bytecode.
   *
   * @return one that is traced, which is {@code connection} itself if it already is
   */
  public static Connection traced(Connection connection) {
    // A method of the learner's that is named getConnection may well return null.
    return connection == null || TracedConnection.is(connection)
        ? connection
        : TracedConnection.acquired(connection);
  }

  /** Cells' code is about to run this query; called by its transformed bytecode. */
  public static void querying(@Nullable Object query) {
    Queries.querying(query);
  }

  /** The call announced by {@link #querying} has returned. */
  public static void queried() {
    Queries.queried();
  }

  /**
   * A Session is about to speak to the database on this thread.
   *
   * @param session its number, from 1
   */
  public static void speaking(int session) {
    AtWork.begin(session);
  }

  /** The Session announced by {@link #speaking} has been answered. */
  public static void spoken() {
    AtWork.end();
  }

  /**
   * Takes the next place in the order of the trace for an Event that does not count towards the
   * limit of the trace.
   *
   * @return 0 if no run is on: then nothing is to be told
   */
  public static long place() {
    Run current = run;
    return current == null ? 0 : current.place();
  }

  /** The line of the running cell that this thread is at, by its stack; 0 if no run is on. */
  public static int line() {
    Run current = run;
    return current == null ? 0 : Origin.here(current).line();
  }

  /** Tells an Event of the run that is on. */
  public static void tell(Event.OfRun event) {
    Run current = run;
    if (current != null && current.number() == event.run()) {
      current.tell(event);
    }
  }

  /**
   * Where to ask for the classes that the learner has defined by now, newest definitions only. They
   * stand for a {@code persistence.xml} with discovery: those annotated as managed classes become
   * the unit that {@code Persistence.createEntityManagerFactory(name)} makes.
   */
  public static void managedClasses(Supplier<? extends Collection<Class<?>>> classes) {
    managed = classes;
  }

  /** Who hears of connections from here on, in this order; nobody else does any more. */
  public static void watchedBy(ConnectionWatch... all) {
    watches = List.of(all);
  }

  static List<ConnectionWatch> watches() {
    return watches;
  }

  /** The classes that the learner has defined by now, newest definitions only. */
  public static Collection<Class<?>> definedClasses() {
    return managed.get();
  }

  /** The line of the running cell that this thread's work is for; null outside of runs. */
  public static @Nullable Place here() {
    Run current = run;
    return current == null ? null : new Place(current.cell(), Origin.here(current).line());
  }

  /** The connections that are open, in the order in which they were acquired. */
  public static List<OpenConnection> openConnections() {
    return OpenConnections.now();
  }

  /** Number of the connection whose statement the database refused last; 0 if none was. */
  public static int refusedConnection() {
    return OpenConnections.refused();
  }

  /** Number of a connection as in the Events; 0 if it is not traced. */
  public static int numberOf(Connection connection) {
    return TracedConnection.numberOf(connection);
  }

  /** The run that is on, if one is. */
  static @Nullable Run run() {
    return run;
  }

  /** Of the run that is on; outside of runs, those that a run has by default. */
  static Limits limits() {
    Run current = run;
    return current == null ? Limits.DEFAULT : current.limits();
  }
}
