package orrery.kernel.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import orrery.kernel.find.Cell;
import orrery.kernel.find.Finder;
import orrery.kernel.inspect.Inspector;
import orrery.kernel.inspect.Names;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.rows.Databases;
import orrery.kernel.rows.RowWatch;
import orrery.kernel.trace.Inspection;
import orrery.kernel.trace.Trace;

/**
 * What looks on while a cell runs, besides the trace: at Sessions, at rows, at what could be
 * cheaper. Does nothing where inspection is off.
 */
final class Observers {

  private final Trace.Places places;
  private final PrintStream log;
  private final Inspector inspector;
  private final RowWatch rows;
  private @Nullable Finder finder;

  /**
   * @param variables of cells, as they are when it is asked
   * @param places of the cells' lines
   * @param databases is told where connections lead
   * @param log takes what the server's operator should know
   */
  Observers(Supplier<Names> variables, Trace.Places places, Databases databases, PrintStream log) {
    this.places = places;
    this.log = log;
    this.inspector = new Inspector(variables, log);
    this.rows = new RowWatch(databases, log);
    Trace.watchedBy(databases, rows);
  }

  /** A run begins; its trace has begun. */
  void begin(Command.Run run) {
    finder = null;
    if (Inspection.on()) {
      inspector.begin(run.run(), run.cell(), places);
      rows.begin();
      String source = run.source().replace("\r\n", "\n");
      finder = new Finder(new Cell(run.run(), run.cell(), source, CellSplitter::starts), log);
      Trace.watch(finder);
    }
  }

  /** The run is over, and its trace ends here. Returns what is told of it before it finishes. */
  List<Event> end(Command.Run run) {
    if (finder == null) {
      Trace.end();
      return List.of();
    }
    inspector.end();
    // Read within the trace, which would tell if reading loaded.
    List<Event> context = inspector.context(run.run(), run.cell()).stream().toList();
    Trace.end();
    return context;
  }

  /** The run has finished. Returns what else there is to tell, which takes a moment to find out. */
  List<Event> afterwards(Command.Run run) {
    if (finder == null) {
      return List.of();
    }
    List<Event> told = new ArrayList<>(rows.end(run.run(), run.cell()));
    told.addAll(finder.events());
    inspector.rest(places);
    return told;
  }
}
