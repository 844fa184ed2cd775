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

  private Training() {}

  /**
   * Runs the cells on this thread and exits the process in order: with 0, or 1 if a cell did not
   * end as its name says.
   */
  static void run(Limits limits) {
    List<Event.Finished> finished = new ArrayList<>();
    Shell shell = new Shell(limits, event -> keep(Json.event(Json.write(event)), finished));
    List<Command.Run> cells = cells();
    for (Command.Run cell : cells) {
      shell.submit(cell);
      shell.runNext();
    }
    shell.close();
    finished.stream().filter(Training::unexpected).forEach(System.err::println);
    System.exit(finished.stream().anyMatch(Training::unexpected) ? 1 : 0);
  }

  private static void keep(Event event, List<Event.Finished> finished) {
    if (event instanceof Event.Finished one) {
      finished.add(one);
    }
  }

  private static boolean unexpected(Event.Finished finished) {
    boolean fails = finished.cell().startsWith("fails");
    return finished.status() != (fails ? Event.Status.FAILED : Event.Status.OK);
  }

  /** Each goes through JSON, as it would on a channel. */
  private static List<Command.Run> cells() {
    List<Command.Run> cells = new ArrayList<>();
    for (String cell : source().split(SEPARATOR, -1)) {
      if (!cell.isEmpty()) {
        int nameEnd = cell.indexOf('\n');
        String json =
            Json.write(
                new Command.Run(
                    cells.size() + 1, cell.substring(0, nameEnd), cell.substring(nameEnd + 1)));
        cells.add((Command.Run) Json.command(json));
      }
    }
    return cells;
  }

  private static String source() {
    try (InputStream in = Training.class.getResourceAsStream("training.jsh")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
