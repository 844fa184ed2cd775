package orrery.kernel.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a browser asks of its notebook. A kernel is sent only {@link Run} and {@link Interrupt}; the
 * rest concerns the server alone.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Command.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = Command.Run.class, name = "run"),
  @JsonSubTypes.Type(value = Command.Interrupt.class, name = "interrupt"),
  @JsonSubTypes.Type(value = Command.Restart.class, name = "restart"),
  @JsonSubTypes.Type(value = Command.Edit.class, name = "edit"),
  @JsonSubTypes.Type(value = Command.Reset.class, name = "reset"),
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
   */
  record Run(long run, String cell, String source) implements Command {}

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

  /** Keeps a connection open; answered by {@link Event.Pong}. */
  record Ping() implements Command {}
}
