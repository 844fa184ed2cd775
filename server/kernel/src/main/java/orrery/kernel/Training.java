package orrery.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Json;
import orrery.kernel.protocol.Limits;
import orrery.kernel.shell.Shell;

/**
 * Runs cells that touch what lessons touch, so that the classes they need are known when the JVM
 * archives what was loaded.
 */
final class Training {

  /** Between two cells; the name of the second follows. */
  private static final String SEPARATOR = "(?m)^// cell ";

  /** Between a cell and its check. */
  private static final String CHECK = "(?m)^// check\n";

  private Training() {}

  /**
   * Runs the cells on this thread and exits the process in order: with 0, or 1 if a cell did not
   * end as its name says.
   */
  static void run(Limits limits) {
    List<Event> unexpected = new ArrayList<>();
    Shell shell = new Shell(limits, event -> keep(Json.event(Json.write(event)), unexpected));
    List<Command.Run> cells = cells();
    for (Command.Run cell : cells) {
      shell.submit(cell);
      shell.runNext();
    }
    shell.close();
    unexpected.forEach(System.err::println);
    System.exit(unexpected.isEmpty() ? 0 : 1);
  }

  private static void keep(Event event, List<Event> unexpected) {
    if (event instanceof Event.Finished finished) {
      boolean fails = finished.cell().startsWith("fails");
      if (finished.status() != (fails ? Event.Status.FAILED : Event.Status.OK)) {
        unexpected.add(event);
      }
    } else if (event instanceof Event.Checked checked && !checked.passed()) {
      unexpected.add(event);
    }
  }

  /** Each goes through JSON, as it would on a channel. */
  private static List<Command.Run> cells() {
    List<Command.Run> cells = new ArrayList<>();
    for (String cell : source().split(SEPARATOR, -1)) {
      if (!cell.isEmpty()) {
        cells.add((Command.Run) Json.command(Json.write(cell(cells.size() + 1, cell))));
      }
    }
    return cells;
  }

  private static Command.Run cell(int number, String text) {
    String[] parts = text.split(CHECK, 2);
    int nameEnd = parts[0].indexOf('\n');
    return new Command.Run(
        number,
        parts[0].substring(0, nameEnd),
        parts[0].substring(nameEnd + 1),
        parts.length == 1 ? null : parts[1]);
  }

  private static String source() {
    try (InputStream in = Training.class.getResourceAsStream("training.jsh")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
