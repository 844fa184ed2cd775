package orrery.check;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import orrery.kernels.Running;
import orrery.lesson.Block;

/**
 * The command {@code bench [file or folder …] [--rounds=15] [--unrehearsed]}: what the inspector
 * costs. Each round runs a lesson in three new kernels, one that inspects and two that do not; the
 * second of the latter shows how far two equal kernels differ on this machine. They take each cell
 * one right after the other, in an order that changes from cell to cell, so that what else the
 * machine does meets all three alike. The kernel that inspects has a clock around all that the
 * inspector does, which says what it adds to a cell where the kernels' timings scatter too much.
 * Between two cells it rests, as a reader does: what a cell leaves to be sent and compiled is not
 * to slow the next. An exercise runs its solution, and is not checked.
 */
public final class Bench {

  /** For kernels as they are where cells are run as soon as the page is there. */
  public static final String UNREHEARSED = "--unrehearsed";

  private static final String ROUNDS = "--rounds=";
  private static final int USUAL_ROUNDS = 15;

  /** What the inspector may cost: a twentieth. */
  private static final double MAY_COST = 1.05;

  private final Random random = new Random(1);
  private final Function<Boolean, Running> kernels;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param kernels gives a new one that inspects and is metered, or does neither
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
    out.printf("milliseconds, medians of %d rounds; ratios with 95 %% confidence%n", rounds);
    out.println("inspector: what its own clock says that it adds to the rest of a cell");
    out.println(Cost.HEADER);
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
    conclude(all);
    return well ? Check.PASSED : Check.FAILED;
  }

  private void conclude(List<Cost> all) {
    out.println(
        said(
            "by its own clock, the inspector adds over 5 % to: ",
            all.stream().filter(cost -> cost.share() > MAY_COST - 1)));
    out.println(
        said(
            "certain to take over 5 % longer, each but for one chance in forty: ",
            all.stream().filter(cost -> cost.ratio().low() > MAY_COST)));
  }

  private static String said(String what, Stream<Cost> costs) {
    List<String> names = costs.map(Cost::name).toList();
    return what + (names.isEmpty() ? "none" : String.join(", ", names));
  }

  private boolean round(Selection.Chosen chosen, int round, Map<String, Cost> cells) {
    String garbage = garbage();
    try (Studied on = new Studied(kernels.apply(true));
        Studied off = new Studied(kernels.apply(false));
        Studied again = new Studied(kernels.apply(false))) {
      List<Studied> three = new ArrayList<>(List.of(on, off, again));
      Collections.rotate(three, round);
      three.forEach(kernel -> kernel.run("garbage", garbage));
      for (Block.Cell cell : chosen.lesson().cells()) {
        Collections.rotate(three, 1);
        three.forEach(kernel -> kernel.run(cell.name(), cell.answer()));
        cells
            .computeIfAbsent(chosen.lesson().name() + " " + cell.name(), Cost::new)
            .add(new Cost.Round(on.millis(), off.millis(), again.millis(), on.inspector()));
      }
      return on.isWell() && off.isWell() && again.isWell();
    }
  }

  /**
   * A cell that leaves up to as much garbage as it takes to have some collected, so that in each
   * round another of the lesson's cells has to wait for that, with the inspector and without.
   */
  private String garbage() {
    return "for (int i = 0; i < %d; i++) { Object garbage = new byte[1 << 16]; }"
        .formatted(random.nextInt(160));
  }
}
