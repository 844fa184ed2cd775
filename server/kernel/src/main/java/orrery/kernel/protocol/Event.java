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
  @JsonSubTypes.Type(value = Event.Checked.class, name = "checked"),
  @JsonSubTypes.Type(value = Event.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = Event.Statement.class, name = "statement"),
  @JsonSubTypes.Type(value = Event.Transaction.class, name = "transaction"),
  @JsonSubTypes.Type(value = Event.Connection.class, name = "connection"),
  @JsonSubTypes.Type(value = Event.Step.class, name = "step"),
  @JsonSubTypes.Type(value = Event.Flush.class, name = "flush"),
  @JsonSubTypes.Type(value = Event.Context.class, name = "context"),
  @JsonSubTypes.Type(value = Event.Rows.class, name = "rows"),
  @JsonSubTypes.Type(value = Event.Finding.class, name = "finding"),
  @JsonSubTypes.Type(value = Event.Strategies.class, name = "strategies"),
  @JsonSubTypes.Type(value = Event.Comparing.class, name = "comparing"),
  @JsonSubTypes.Type(value = Event.Compared.class, name = "compared"),
  @JsonSubTypes.Type(value = Event.Truncated.class, name = "truncated"),
  @JsonSubTypes.Type(value = Event.Folded.class, name = "folded"),
  @JsonSubTypes.Type(value = Event.Edited.class, name = "edited"),
  @JsonSubTypes.Type(value = Event.Kernel.class, name = "kernel"),
  @JsonSubTypes.Type(value = Event.Cleared.class, name = "cleared"),
  @JsonSubTypes.Type(value = Event.Predicted.class, name = "predicted"),
  @JsonSubTypes.Type(value = Event.Chose.class, name = "chose"),
  @JsonSubTypes.Type(value = Event.Revealed.class, name = "revealed"),
  @JsonSubTypes.Type(value = Event.TablePage.class, name = "table_page"),
  @JsonSubTypes.Type(value = Event.Plan.class, name = "plan"),
  @JsonSubTypes.Type(value = Event.Model.class, name = "model"),
  @JsonSubTypes.Type(value = Event.Dialects.class, name = "dialects"),
  @JsonSubTypes.Type(value = Event.Declined.class, name = "declined"),
  @JsonSubTypes.Type(value = Event.Notice.class, name = "notice"),
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

  /**
   * What was found out about a run. Comes when the run has finished, and before the next one
   * starts: a learner does not wait for it.
   */
  sealed interface AfterRun extends OfRun {}

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
   * An exercise was judged by its lesson's check; comes before the run's {@link Finished}, and only
   * for a cell that ran to its end.
   *
   * @param message for the learner; empty if it passed
   * @param detail what was expected and what came, as the check's library words it; may be empty
   */
  record Checked(long run, String cell, boolean passed, String message, String detail)
      implements OfRun {}

  /**
   * A run is over. Every {@link Queued} run gets exactly one.
   *
   * @param millis from Started to here, to a microsecond; 0 for a run that never started
   */
  record Finished(long run, String cell, Status status, double millis) implements OfRun {}

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
   * @param session number of the Hibernate Session that sent it, as in {@link SessionContents}; 0
   *     if none did
   * @param sql as sent, with {@code ?} for each bind parameter
   * @param binds the bind parameters of each execution: one list, or one for each entry of a batch.
   *     Beyond 64 KiB of them the rest is left out, and a batch's further entries are empty
   * @param rows rows read, or changed; -1 if the database did not say
   * @param bytes of the values that were read from its rows: text in UTF-8, numbers as Java keeps
   *     them
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
      int session,
      String sql,
      List<List<Bind>> binds,
      long rows,
      long bytes,
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
   * What a Session holds at a moment within a run, told where that differs from the moment before.
   *
   * @param line after which it holds this; of a flush, commit or close, the line that brought it
   *     about
   * @param session number, variable and contents
   */
  record Step(long run, String cell, int line, long order, Moment moment, SessionContents session)
      implements OfTrace {}

  /** When a {@link Step} was seen. */
  enum Moment {
    /** The line has run. */
    LINE,
    FLUSHED,
    COMMITTED,
    ROLLED_BACK,
    CLOSED
  }

  /**
   * A flush: Hibernate compared what a Session holds with what it loaded, and wrote the difference.
   *
   * @param order comes before its statements
   * @param last place in the trace of its last statement; {@code order} if it sent none
   * @param session number, as in {@link SessionContents}
   * @param kind one of the {@code FLUSH_…}
   * @param words why now, complete, for a beginner
   * @param checked entities that were compared
   * @param work in the order in which it was done
   * @param leftOut how much more work there was
   */
  record Flush(
      long run,
      String cell,
      int line,
      long order,
      long last,
      int session,
      Cause.Kind kind,
      String words,
      int checked,
      List<Work> work,
      long leftOut)
      implements OfTrace {}

  /**
   * A piece of a flush's work.
   *
   * @param entity simple name; of a collection, its owner's
   * @param attribute the collection; null for the entity itself
   */
  record Work(Deed deed, String entity, @Nullable String id, @Nullable String attribute) {}

  enum Deed {
    INSERT,
    UPDATE,
    DELETE,
    /** A collection's rows are written for the first time, or anew. */
    COLLECTION_CREATE,
    COLLECTION_UPDATE,
    COLLECTION_REMOVE
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
   * A table that the run wrote to, before and after it.
   *
   * @param connection number of the one that wrote last, as in {@link Statement}
   * @param uncommitted whether its transaction is still open, so that nobody else sees the change
   * @param rows those that differ, and where there is room those that do not, in the order of the
   *     table's key
   * @param leftOut how many more rows were not compared, or differ and found no room
   */
  record Rows(
      long run,
      String cell,
      String table,
      int connection,
      boolean uncommitted,
      List<Column> columns,
      List<Row> rows,
      long leftOut)
      implements AfterRun {}

  /** A column of a table. */
  record Column(String name, String type, boolean key) {}

  /**
   * A row before and after; one of them is null if it came to be or went.
   *
   * @param before values as text, one for each column, null for NULL
   */
  record Row(@Nullable List<@Nullable String> before, @Nullable List<@Nullable String> after) {}

  /**
   * A pattern in the trace of a run that costs more than it should.
   *
   * @param line of the statements, or where they began
   * @param words a sentence or two: what happened, how often, at which line, with what result
   * @param count of the statements, rows or objects that the words speak of
   * @param orders places of these statements in the trace, as far as it tells them
   * @param fixes that fit this mapping, the most fitting first
   */
  record Finding(
      long run,
      String cell,
      int line,
      Pattern pattern,
      String words,
      long count,
      @Nullable String entity,
      @Nullable String attribute,
      List<Long> orders,
      List<Fix> fixes)
      implements AfterRun {}

  /** What a {@link Finding} found. */
  enum Pattern {
    N_PLUS_ONE,
    CARTESIAN_PRODUCT,
    UNUSED_FETCH,
    QUERY_IN_LOOP,
    EMPTY_UPDATE,
    PAGING_IN_MEMORY,
    LOADED_TO_SHOW
  }

  /**
   * A way to do it better.
   *
   * @param strategy {@code join fetch}, {@code entity graph}, {@code batch}, {@code subselect} …
   * @param words what it does, one sentence
   * @param code the lines that matter
   * @param source the whole cell changed that way, to run at once; null if it can't be made here
   */
  record Fix(String strategy, String words, String code, @Nullable String source) {}

  /**
   * The run fetched an association by a query; these sources fetch it in other ways.
   *
   * @param line of the query
   * @param now the strategy of the cell as it is
   */
  record Strategies(
      long run,
      String cell,
      int line,
      String entity,
      String attribute,
      String now,
      List<Variant> variants)
      implements AfterRun {}

  /** The source of a cell under another strategy. */
  record Variant(String strategy, String source) {}

  /** A comparison is under way: {@code number} of {@code of} variants is running. */
  record Comparing(long run, String cell, String strategy, int number, int of) implements OfRun {}

  /** What each variant of a cell cost, each run in a kernel of its own. */
  record Compared(long run, String cell, List<Cost> costs) implements OfRun {}

  /**
   * What a variant cost.
   *
   * @param rows read by all statements
   * @param bytes of the values read, as in {@link Statement}
   * @param millis of the run
   * @param same whether it printed and showed what the first variant did
   * @param failure why it did not run to its end; null if it did
   */
  record Cost(
      String strategy,
      int statements,
      long rows,
      long bytes,
      double millis,
      boolean same,
      @Nullable String failure) {}

  /**
   * A limit was met: the rest is counted and left out.
   *
   * @param what {@code output} (left out: characters) or {@code statements} (left out: Events of
   *     the trace)
   * @param limit how much was let through
   * @param leftOut how much was not, known at the end of the run; 0 when first met
   */
  record Truncated(long run, String cell, String what, long limit, long leftOut) implements OfRun {}

  /**
   * Statements of a run beyond the limit of its trace, counted. Comes once.
   *
   * @param statements all of them
   * @param transactions that began there
   * @param alike the largest groups of them
   */
  record Folded(long run, String cell, long statements, long transactions, List<Alike> alike)
      implements AfterRun {}

  /**
   * Statements that differ in their bind values alone.
   *
   * @param line of the first of them, which stands for all
   * @param words of their cause, without the id
   */
  record Alike(int line, Cause.Kind kind, String words, String sql, long times) {}

  /** The learner's text of a cell is now this. */
  record Edited(String cell, String source) implements Event {}

  /**
   * The notebook's kernel changed state.
   *
   * @param message for the learner, one or two sentences; empty where the state says it all
   * @param replayed cells run again in a new kernel, in order, to bring back what they defined
   * @param place in the line of those who wait for a kernel, from 1; 0 unless it is waiting
   */
  record Kernel(State state, String message, List<String> replayed, int place) implements Event {

    /** Of one that does not wait. */
    public Kernel(State state, String message, List<String> replayed) {
      this(state, message, replayed, 0);
    }
  }

  enum State {
    /** No process; the next run starts one. */
    ASLEEP,
    /** As many kernels run as may; the next that is free is for whoever waits longest. */
    WAITING,
    STARTING,
    /** Runs earlier cells again, after an earlier kernel has gone. */
    REPLAYING,
    READY,
    /** It ended by itself, and why is in the message. */
    DIED,
    /** Ended on request; results from before it are of an earlier kernel. */
    RESTARTED
  }

  /** All cells have the lesson's text again, and no results; no question is answered. */
  record Cleared() implements Event {}

  /** What the learner says that the next run of a cell will send. */
  record Predicted(String cell, int selects, int inserts, int updates, int deletes)
      implements Event {}

  /**
   * An answer to a quiz.
   *
   * @param choices their places, from 0, in order
   * @param right those of them that are
   * @param missed how many right ones were not chosen
   */
  record Chose(String quiz, List<Integer> choices, List<Integer> right, int missed)
      implements Event {}

  /**
   * What helps with an exercise and has been asked for.
   *
   * @param hints how many, from the first
   */
  record Revealed(String cell, int hints, boolean solution) implements Event {}

  /** Answers a {@link Command.Ask} to every browser of the notebook; has no number. */
  sealed interface Answer extends Event {}

  /**
   * A part of a table as others see it, committed changes only.
   *
   * @param from the first row's place, from 0
   * @param total rows of the table
   */
  record TablePage(
      String cell,
      String table,
      int connection,
      List<Column> columns,
      List<List<@Nullable String>> rows,
      long from,
      long total)
      implements Answer {}

  /**
   * How the database carried out a statement.
   *
   * @param root of the plan's tree
   * @param text as the database says it
   * @param analysed whether it was run for this, and so its counts were measured
   * @param result what it answers, at most 20 rows; null if it is not a query
   */
  record Plan(
      long run,
      String cell,
      long order,
      PlanNode root,
      String text,
      boolean analysed,
      @Nullable Result result)
      implements Answer {}

  /**
   * Rows that a query answers.
   *
   * @param sources for each column where it comes from in the mapping: {@code Author.name}; null if
   *     unknown
   */
  record Result(
      List<String> columns,
      List<@Nullable String> sources,
      List<List<@Nullable String>> rows,
      long total) {}

  /**
   * The mapping of the classes defined so far.
   *
   * @param drawing by the server; null from a kernel
   */
  record Model(Mapping mapping, @Nullable Drawing drawing) implements Answer {}

  /**
   * DDL of the mapping, or the SQL of a query, for each dialect.
   *
   * @param query HQL; null for the DDL
   */
  record Dialects(@Nullable String query, List<Spoken> spoken) implements Answer {}

  /**
   * SQL in one dialect.
   *
   * @param problem why there is none; null if there is
   */
  record Spoken(String dialect, List<String> statements, @Nullable String problem) {}

  /** An ask that cannot be answered, and why. */
  record Declined(Command.Ask ask, String message) implements Answer {}

  /** What stands in the way of all just now; empty when nothing does any more. Has no number. */
  record Notice(String message) implements Event {}

  /** A Command was not understood or refused; answers its connection alone and has no number. */
  record Fault(String message) implements Event {}

  /** Answers {@link Command.Ping}; has no number. */
  record Pong() implements Event {}
}
