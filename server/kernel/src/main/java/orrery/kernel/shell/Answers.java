package orrery.kernel.shell;

import java.io.PrintStream;
import orrery.kernel.model.Model;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;

/** Answers questions about what the kernel knows. Nothing in it runs the learner's code. */
final class Answers {

  private final Model model;
  private final PrintStream log;

  /**
   * @param log takes what the server's operator should know
   */
  Answers(Model model, PrintStream log) {
    this.model = model;
    this.log = log;
  }

  /** The answer, in words if it is none. */
  Event.Answer to(Command.Ask ask) {
    try {
      return CellLog.silently(() -> answer(ask));
    } catch (RuntimeException | LinkageError e) {
      log.println("a question could not be answered:");
      e.printStackTrace(log);
      return new Event.Declined(ask, "The kernel could not find out; its log says why.");
    }
  }

  private Event.Answer answer(Command.Ask ask) {
    if (ask instanceof Command.DescribeModel) {
      return model.describe();
    }
    if (ask instanceof Command.Translate translate) {
      return model.translate(translate.query());
    }
    return new Event.Declined(ask, "This kernel does not know.");
  }
}
