package orrery.kernel.shell;

import java.io.PrintStream;
import orrery.kernel.model.Model;
import orrery.kernel.plan.Explainer;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.rows.Databases;

/** Answers questions about what the kernel knows. Nothing in it runs the learner's code. */
final class Answers {

  private final Model model;
  private final Explainer explainer;
  private final PrintStream log;

  /**
   * @param log takes what the server's operator should know
   */
  Answers(Model model, Databases databases, PrintStream log) {
    this.model = model;
    this.explainer = new Explainer(databases, model::mapping);
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
    if (ask instanceof Command.Explain explain) {
      return explainer.explain(explain);
    }
    return new Event.Declined(ask, "This kernel does not know.");
  }
}
