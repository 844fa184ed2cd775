package orrery.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Json;
import orrery.kernel.protocol.Limits;
import orrery.kernel.shell.Shell;

/**
 * Runs cells that touch what lessons touch, in a Shell of its own with a database of its own. A JVM
 * loads, links and compiles code when it first runs; after this, that was not the learner's moment.
 */
final class Rehearsal {

  /** Between two cells; the name of the second follows, and how often it is run, if not once. */
  private static final String SEPARATOR = "(?m)^// cell ";

  private static final Pattern TIMES = Pattern.compile("(.*), (\\d+) times");

  /** Between a cell and its check. */
  private static final String CHECK = "(?m)^// check\n";

  private final Limits limits;

  /**
   * @param limits as of the kernel
   */
  Rehearsal(Limits limits) {
    this.limits = limits;
  }

  /**
   * For a class-data archive of what was loaded: runs all cells on this thread and exits the
   * process in order, with 0, or 1 if a cell did not end as its name says.
   */
  void train() {
    List<Event> unexpected = new ArrayList<>();
    run(() -> true, event -> keep(Json.event(Json.write(event)), unexpected));
    unexpected.forEach(System.err::println);
    System.exit(unexpected.isEmpty() ? 0 : 1);
  }

  /**
   * Runs the cells on this thread as long as {@code on} says so before each, and the last in any
   * case: it gives back what the others took.
   */
  void run(BooleanSupplier on) {
    run(on, Json::write);
  }

  /** The same, and tells what happens. */
  void run(BooleanSupplier on, Consumer<Event> sink) {
    openDatabase();
    List<Command.Run> cells = cells();
    Command.Run last = cells.remove(cells.size() - 1);
    try (Shell shell = new Shell(limits, sink)) {
      for (Command.Run cell : cells) {
        if (!on.getAsBoolean()) {
          break;
        }
        run(shell, cell);
      }
      run(shell, last);
    }
  }

  /** H2 keeps the class loader of whoever opens the first, and with it all that cells declared. */
  private static void openDatabase() {
    try {
      DriverManager.getConnection("jdbc:h2:mem:").close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(Shell shell, Command.Run cell) {
    shell.submit(cell);
    shell.runNext();
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

  private static List<Command.Run> cells() {
    List<Command.Run> cells = new ArrayList<>();
    for (String cell : source().split(SEPARATOR, -1)) {
      if (!cell.isEmpty()) {
        add(cell, cells);
      }
    }
    return cells;
  }

  private static void add(String cell, List<Command.Run> cells) {
    String[] named = cell.split("\n", 2);
    Matcher times = TIMES.matcher(named[0]);
    boolean once = !times.matches();
    String name = once ? named[0] : times.group(1);
    String[] checked = named[1].split(CHECK, 2);
    for (int left = once ? 1 : Integer.parseInt(times.group(2)); left > 0; left--) {
      String check = checked.length == 1 ? null : checked[1];
      cells.add(sent(new Command.Run(cells.size() + 1, name, checked[0], check)));
    }
  }

  /** As it would come over a channel. */
  private static Command.Run sent(Command.Run run) {
    return (Command.Run) Json.command(Json.write(run));
  }

  private static String source() {
    try (InputStream in = Rehearsal.class.getResourceAsStream("rehearsal.jsh")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
