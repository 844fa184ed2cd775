package orrery.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How long a cell took, round by round, in each of the kernels that are compared. */
final class Cost {

  static final String HEADER =
      "    off      on  on/off            off/off           inspector  cell";

  private final String name;
  private final List<Round> rounds = new ArrayList<>();

  Cost(String name) {
    this.name = name;
  }

  /**
   * One run in each kernel, one right after the other; in milliseconds.
   *
   * @param on with the inspector
   * @param off without
   * @param again in another kernel without
   * @param inspector what it did itself while the cell ran, of {@code on}
   */
  record Round(double on, double off, double again, double inspector) {

    double without() {
      return (off + again) / 2;
    }

    /** How much the inspector adds to what the cell takes else. */
    double share() {
      return inspector / (on - inspector);
    }

    Round plus(Round other) {
      return new Round(
          on + other.on, off + other.off, again + other.again, inspector + other.inspector);
    }
  }

  /** Round by round, the sum of {@code costs}. */
  static Cost sum(String name, List<Cost> costs) {
    Cost sum = new Cost(name);
    for (int i = 0; i < costs.get(0).rounds.size(); i++) {
      int round = i;
      sum.add(costs.stream().map(cost -> cost.rounds.get(round)).reduce(Round::plus).orElseThrow());
    }
    return sum;
  }

  void add(Round round) {
    rounds.add(round);
  }

  String name() {
    return name;
  }

  /** With the inspector against without. */
  Ratio ratio() {
    return Ratio.of(each(Round::on), each(Round::without));
  }

  /** What the inspector itself adds, 0.01 for a hundredth. */
  double share() {
    return Ratio.median(each(Round::share));
  }

  private List<Double> each(ToDoubleFunction<Round> millis) {
    return rounds.stream().mapToDouble(millis).boxed().toList();
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%7.1f %7.1f  %-16s  %-16s  %7.1f %%  %s",
        Ratio.median(each(Round::without)),
        Ratio.median(each(Round::on)),
        ratio(),
        Ratio.of(each(Round::again), each(Round::off)),
        100 * share(),
        name);
  }
}
