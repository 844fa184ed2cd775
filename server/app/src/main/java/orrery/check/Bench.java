package orrery.check;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import orrery.kernel.protocol.Event;
import orrery.kernels.Running;
import orrery.lesson.Block;

/**
 * The command {@code bench [file or folder …] [--rounds=15]}: what the inspector costs. Each round
 * runs a lesson in three new kernels, one that inspects and two that do not, in an order that
 * changes from round to round; the second of the latter shows how far two equal kernels differ on
 * this machine. Of the rounds the fastest counts: what else a machine does only makes a cell
 * slower. An exercise runs its solution, and is not checked.
 */
public final class Bench {

  private static final String ROUNDS = "--rounds=";
  private static final int USUAL_ROUNDS = 15;

  private final Function<Boolean, Running> kernels;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param kernels gives a new one that inspects, or does not
   * @param out of UTF-8: a line per cell
   * @param err of UTF-8: what is wrong with the input
   */
  public Bench(Function<Boolean, Running> kernels, PrintStream out, PrintStream err) {
    this.kernels = kernels;
    this.out = out;
    this.err = err;
  }

  /**
   * Returns the exit status, as {@link Check} does; a cell that fails without need is a failure.
   */
  public int run(List<String> arguments) {
    try {
      int rounds = rounds(arguments);
      List<String> places = arguments.stream().filter(word -> !word.startsWith(ROUNDS)).toList();
      return run(Selection.of(places).lessons(), rounds);
    } catch (UnusableInput e) {
      err.println(e.getMessage());
      err.flush();
      return Check.UNUSABLE;
    }
  }

  private static int rounds(List<String> arguments) throws UnusableInput {
    String given =
        arguments.stream()
            .filter(word -> word.startsWith(ROUNDS))
            .map(word -> word.substring(ROUNDS.length()))
            .findFirst()
            .orElse("" + USUAL_ROUNDS);
    if (!given.matches("[1-9]\\d{0,3}")) {
      throw new UnusableInput("not a number of rounds: " + given);
    }
    return Integer.parseInt(given);
  }

  private int run(List<Selection.Chosen> lessons, int rounds) {
    out.printf("milliseconds, the least of %d rounds%n", rounds);
    out.println("    off      on  on/off  off/off");
    boolean well = true;
    List<Cost> all = new ArrayList<>();
    for (Selection.Chosen chosen : lessons) {
      Map<String, Cost> cells = new LinkedHashMap<>();
      for (int round = 0; round < rounds; round++) {
        well &= round(chosen, round, cells);
      }
      cells.values().forEach(cost -> out.println(cost.line()));
      out.flush();
      all.addAll(cells.values());
    }
    out.println(Cost.sum("all " + all.size() + " cells", all).line());
    return well ? Check.PASSED : Check.FAILED;
  }

  private boolean round(Selection.Chosen chosen, int round, Map<String, Cost> cells) {
    boolean well = true;
    for (int i = 0; i < Cost.KERNELS; i++) {
      int which = (i + round) % Cost.KERNELS;
      try (Running kernel = kernels.apply(which == Cost.ON)) {
        for (Block.Cell cell : chosen.lesson().cells()) {
          Transcript run = Transcript.of(kernel.run(cell.name(), cell.answer()));
          well &= run.status() == Event.Status.OK || run.status() == Event.Status.FAILED;
          cells
              .computeIfAbsent(chosen.lesson().name() + " " + cell.name(), Cost::new)
              .add(which, run.millis());
        }
      }
    }
    return well;
  }

  /** How long a cell took in each of the kernels that are compared, in milliseconds. */
  private static final class Cost {

    static final int ON = 0;
    static final int OFF = 1;
    static final int OFF_AGAIN = 2;
    static final int KERNELS = 3;

    private final String name;
    private final List<List<Double>> millis =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    Cost(String name) {
      this.name = name;
    }

    /** The least of {@code costs}, added up. */
    static Cost sum(String name, List<Cost> costs) {
      Cost sum = new Cost(name);
      for (int i = 0; i < KERNELS; i++) {
        int kernel = i;
        sum.add(kernel, costs.stream().mapToDouble(cost -> cost.least(kernel)).sum());
      }
      return sum;
    }

    void add(int kernel, double took) {
      millis.get(kernel).add(took);
    }

    double least(int kernel) {
      return Collections.min(millis.get(kernel));
    }

    String line() {
      double off = least(OFF);
      double again = least(OFF_AGAIN);
      double on = least(ON);
      return "%7.2f %7.2f %7.3f %8.3f  %s"
          .formatted(off, on, 2 * on / (off + again), again / off, name);
    }
  }
}
