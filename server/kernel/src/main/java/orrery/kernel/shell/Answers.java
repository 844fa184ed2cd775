package orrery.kernel.shell;

import java.io.PrintStream;
import orrery.kernel.model.Model;
import orrery.kernel.plan.Explainer;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.rows.Databases;
import orrery.kernel.rows.TablePages;

/** Answers questions about what the kernel knows. Nothing in it runs the learner's code. */
final class Answers {

  private final Model model;
  private final Explainer explainer;
  private final TablePages tables;
  private final PrintStream log;

  /**
   * @param databases that the learner's connections lead to
   * @param log takes what the server's operator should know
   */
  Answers(Model model, Databases databases, PrintStream log) {
    this.model = model;
    this.explainer = new Explainer(databases, model::mapping);
    this.tables = new TablePages(databases);
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
    if (ask instanceof Command.Table table) {
      return tables.page(table);
    }
    return new Event.Declined(ask, "This kernel does not know.");
  }
}
