package orrery.kernel.shell;

import java.io.PrintStream;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.rows.TablePages;

/** Answers questions about what the kernel knows. Nothing in it runs the learner's code. */
final class Answers {

  private final TablePages tables;
  private final PrintStream log;

  /**
   * @param tables answers questions about them
   * @param log takes what the server's operator should know
   */
  Answers(TablePages tables, PrintStream log) {
    this.tables = tables;
    this.log = log;
  }

  /** The answer, in words if it is none. */
  Event.Answer to(Command.Ask ask) {
    try {
      return answer(ask);
    } catch (RuntimeException | LinkageError e) {
      log.println("a question could not be answered:");
      e.printStackTrace(log);
      return new Event.Declined(ask, "The kernel could not find out; its log says why.");
    }
  }

  private Event.Answer answer(Command.Ask ask) {
    if (ask instanceof Command.Table table) {
      return tables.page(table);
    }
    return new Event.Declined(ask, "This kernel does not know.");
  }
}
