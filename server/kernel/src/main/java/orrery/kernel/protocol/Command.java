package orrery.kernel.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a browser asks of its notebook. A kernel is sent only {@link Run}, {@link Interrupt} and
 * {@link Ask}; the rest concerns the server alone.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Command.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = Command.Run.class, name = "run"),
  @JsonSubTypes.Type(value = Command.Interrupt.class, name = "interrupt"),
  @JsonSubTypes.Type(value = Command.Restart.class, name = "restart"),
  @JsonSubTypes.Type(value = Command.Edit.class, name = "edit"),
  @JsonSubTypes.Type(value = Command.Reset.class, name = "reset"),
  @JsonSubTypes.Type(value = Command.Compare.class, name = "compare"),
  @JsonSubTypes.Type(value = Command.Predict.class, name = "predict"),
  @JsonSubTypes.Type(value = Command.Choose.class, name = "choose"),
  @JsonSubTypes.Type(value = Command.Reveal.class, name = "reveal"),
  @JsonSubTypes.Type(value = Command.Table.class, name = "table"),
  @JsonSubTypes.Type(value = Command.Explain.class, name = "explain"),
  @JsonSubTypes.Type(value = Command.DescribeModel.class, name = "describe_model"),
  @JsonSubTypes.Type(value = Command.Translate.class, name = "translate"),
  @JsonSubTypes.Type(value = Command.Ping.class, name = "ping")
})
public sealed interface Command {

  /**
   * The first Command on a connection: send every Event after this one.
   *
   * @param after the last {@code seq} the browser has, 0 for none
   */
  record Hello(long after) implements Command {}

  /**
   * Run a cell, after those already queued.
   *
   * @param run number of the run, given by the server; what a browser sends here is ignored
   * @param cell name of the cell
   * @param source the cell's Java, as it stands in the editor
   * @param check Java that judges the run when it has ended well, for a kernel; null if nothing is
   *     to be judged. What a browser sends here is ignored
   */
  record Run(long run, String cell, String source, @Nullable String check) implements Command {

    /** A run that nothing judges. */
    public Run(long run, String cell, String source) {
      this(run, cell, source, null);
    }
  }

  /** Stop the running cell and drop the queued ones. */
  record Interrupt() implements Command {}

  /** End the kernel and start a new one, with nothing defined in it. */
  record Restart() implements Command {}

  /** Keep the learner's text of a cell. */
  record Edit(String cell, String source) implements Command {}

  /**
   * Put back the lesson's own text.
   *
   * @param cell the cell; null for the whole notebook, results and kernel included
   */
  record Reset(@Nullable String cell) implements Command {}

  /**
   * Run each variant in a kernel of its own, after the cells that this kernel has run, and tell
   * what each cost.
   *
   * @param run that the variants are of
   * @param variants the first is the cell as it was run
   */
  record Compare(long run, String cell, List<Event.Variant> variants) implements Command {}

  /** What the lesson asks is answered, or help with it is wanted; nothing is run. */
  sealed interface Answering extends Command {}

  /** Keep what the learner says that the next run of a cell will send, statements by their kind. */
  record Predict(String cell, int selects, int inserts, int updates, int deletes)
      implements Answering {}

  /**
   * Keep the answer to a quiz.
   *
   * @param choices their places, from 0
   */
  record Choose(String quiz, List<Integer> choices) implements Answering {}

  /** Show more of what helps with an exercise: its next hint, or its solution. */
  record Reveal(String cell, Help what) implements Answering {}

  /** What an exercise has to help. */
  enum Help {
    HINT,
    SOLUTION
  }

  /**
   * A question about what the kernel knows; nothing is run. Answered between runs, by an {@link
   * Event.Answer}.
   */
  sealed interface Ask extends Command {}

  /**
   * Rows of a table.
   *
   * @param cell that wrote to it
   * @param connection number of one that did
   * @param from the first row's place, from 0
   */
  record Table(String cell, String table, int connection, long from) implements Ask {}

  /**
   * How the database carries out a statement.
   *
   * @param order place of the statement in the trace of the run
   */
  record Explain(long run, String cell, long order) implements Ask {}

  /** The mapping of the classes defined so far. */
  record DescribeModel() implements Ask {}

  /**
   * SQL for each dialect.
   *
   * @param query HQL; null for the DDL of the classes defined so far
   */
  record Translate(@Nullable String query) implements Ask {}

  /**
   * Keeps a connection open; answered by {@link Event.Pong}. A kernel answers it in its turn, when
   * all that was sent before is done and told.
   */
  record Ping() implements Command {}
}
