package orrery.kernel.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened. The server numbers the Events of a notebook ({@code seq}, from 1 upwards); the
 * state of a notebook is nothing but its Events, applied in order.
 *
 * <p>Lines and columns count from 1 within the cell's source.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.Queued.class, name = "queued"),
  @JsonSubTypes.Type(value = Event.Started.class, name = "started"),
  @JsonSubTypes.Type(value = Event.Output.class, name = "output"),
  @JsonSubTypes.Type(value = Event.Value.class, name = "value"),
  @JsonSubTypes.Type(value = Event.Declared.class, name = "declared"),
  @JsonSubTypes.Type(value = Event.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = Event.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = Event.Statement.class, name = "statement"),
  @JsonSubTypes.Type(value = Event.Transaction.class, name = "transaction"),
  @JsonSubTypes.Type(value = Event.Connection.class, name = "connection"),
  @JsonSubTypes.Type(value = Event.Context.class, name = "context"),
  @JsonSubTypes.Type(value = Event.Truncated.class, name = "truncated"),
  @JsonSubTypes.Type(value = Event.Edited.class, name = "edited"),
  @JsonSubTypes.Type(value = Event.Kernel.class, name = "kernel"),
  @JsonSubTypes.Type(value = Event.Cleared.class, name = "cleared"),
  @JsonSubTypes.Type(value = Event.Fault.class, name = "fault"),
  @JsonSubTypes.Type(value = Event.Pong.class, name = "pong")
})
public sealed interface Event {

  /** An Event of one run of one cell. */
  sealed interface OfRun extends Event {
    long run();

    String cell();
  }

  /** An Event of the trace: what the ORM and the database did. */
  sealed interface OfTrace extends OfRun {

    /** Line of the running cell that caused it. */
    int line();

    /**
     * Place in the trace of the run, from 1; statements arrive when their last row was read, so
     * this, not arrival, is the order in which they were sent.
     */
    long order();
  }

  /** A run waits for its turn; the earlier results of the cell are void from here on. */
  record Queued(long run, String cell, String source) implements OfRun {}

  /** A run has begun. */
  record Started(long run, String cell) implements OfRun {}

  /** Text that the learner's code printed; coalesced, in order with every other Event. */
  record Output(long run, String cell, Stream stream, String text) implements OfRun {}

  enum Stream {
    OUT,
    ERR
  }

  /**
   * The value of an expression.
   *
   * @param line where the expression ends
   * @param javaType the type as the learner would write it
   * @param text rendered without loading anything: {@code Book#1 (proxy, not loaded)}
   */
  record Value(long run, String cell, int line, String javaType, String text) implements OfRun {}

  /**
   * A class, method or variable came to be, or was replaced.
   *
   * @param kind {@code class}, {@code method} or {@code variable}
   * @param waitsFor what must be declared before it can be used ({@code class Book}); empty if
   *     nothing
   * @param replaced whether an earlier declaration of the name was replaced
   */
  record Declared(
      long run,
      String cell,
      int line,
      String kind,
      String name,
      List<String> waitsFor,
      boolean replaced)
      implements OfRun {}

  /** The cell could not be compiled, threw, or ended its kernel. */
  record Failed(long run, String cell, Failure failure) implements OfRun {}

  /**
   * A run is over. Every {@link Queued} run gets exactly one.
   *
   * @param millis from Started to here; 0 for a run that never started
   */
  record Finished(long run, String cell, Status status, long millis) implements OfRun {}

  enum Status {
    OK,
    FAILED,
    INTERRUPTED,
    /** The kernel ended under it. */
    DIED,
    /** Dropped from the queue, since a cell before it failed or was interrupted. */
    SKIPPED
  }

  /**
   * A statement was sent to the database and its rows read.
   *
   * @param connection number of the JDBC connection in this kernel, from 1
   * @param sql as sent, with {@code ?} for each bind parameter
   * @param binds the bind parameters of each execution: one list, or one for each entry of a batch.
   *     Beyond 64 KiB of them the rest is left out, and a batch's further entries are empty
   * @param rows rows read, or changed; -1 if the database did not say
   * @param nanos from sending to the answer, reading of rows not included
   * @param via the learner's code of another cell that made the call, if that is nearer
   * @param error the database's refusal, null if it complied
   */
  record Statement(
      long run,
      String cell,
      int line,
      long order,
      int connection,
      String sql,
      List<List<Bind>> binds,
      long rows,
      long nanos,
      Cause cause,
      @Nullable Via via,
      @Nullable String error)
      implements OfTrace {}

  /**
   * A bind parameter.
   *
   * @param type Java's simple name of what was set: {@code Long}, {@code String}, {@code null}
   * @param text the value, shortened to {@link Limits#bindChars()}
   */
  record Bind(String type, String text) {}

  /** Code of another cell, for example a method it declared. */
  record Via(String cell, int line) {}

  record Transaction(
      long run, String cell, int line, long order, int connection, Action action, long nanos)
      implements OfTrace {}

  enum Action {
    BEGIN,
    COMMIT,
    ROLLBACK
  }

  record Connection(long run, String cell, int line, long order, int connection, Use use)
      implements OfTrace {}

  enum Use {
    ACQUIRE,
    RELEASE
  }

  /**
   * What the open Sessions hold after a run, and what was left of those that closed in it. Comes
   * once, after the trace; not at all if there is no Session to tell of.
   *
   * @param leftOut how many more Sessions are open
   */
  record Context(long run, String cell, List<SessionContents> sessions, int leftOut)
      implements OfRun {}

  /**
   * A limit was met: the rest is counted and left out.
   *
   * @param what {@code output} (left out: characters) or {@code statements} (left out: Events of
   *     the trace)
   * @param limit how much was let through
   * @param leftOut how much was not, known at the end of the run; 0 when first met
   */
  record Truncated(long run, String cell, String what, long limit, long leftOut) implements OfRun {}

  /** The learner's text of a cell is now this. */
  record Edited(String cell, String source) implements Event {}

  /**
   * The notebook's kernel changed state.
   *
   * @param message for the learner, one or two sentences; empty where the state says it all
   * @param replayed cells run again in a new kernel, in order, to bring back what they defined
   */
  record Kernel(State state, String message, List<String> replayed) implements Event {}

  enum State {
    /** No process; the next run starts one. */
    ASLEEP,
    STARTING,
    /** Runs earlier cells again, after an earlier kernel has gone. */
    REPLAYING,
    READY,
    /** It ended by itself, and why is in the message. */
    DIED,
    /** Ended on request; results from before it are of an earlier kernel. */
    RESTARTED
  }

  /** All cells have the lesson's text again, and no results. */
  record Cleared() implements Event {}

  /** A Command was not understood or refused; answers its connection alone and has no number. */
  record Fault(String message) implements Event {}

  /** Answers {@link Command.Ping}; has no number. */
  record Pong() implements Event {}
}
