package orrery.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long a cell took in each of the kernels that are compared, in milliseconds. */
final class Cost {

  /** A kernel that inspects, and two that do not. */
  static final int ON = 0;

  static final int OFF = 1;
  static final int OFF_AGAIN = 2;
  static final int KERNELS = 3;

  static final String HEADER = "    off      on  on/off            off/off           cell";

  private final String name;
  private final List<List<Double>> millis =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

  Cost(String name) {
    this.name = name;
  }

  /** Round by round, the sum of {@code costs}. */
  static Cost sum(String name, List<Cost> costs) {
    Cost sum = new Cost(name);
    for (int i = 0; i < KERNELS; i++) {
      int kernel = i;
      for (int round = 0; round < costs.get(0).millis.get(kernel).size(); round++) {
        int one = round;
        sum.add(kernel, costs.stream().mapToDouble(cost -> cost.millis.get(kernel).get(one)).sum());
      }
    }
    return sum;
  }

  void add(int kernel, double took) {
    millis.get(kernel).add(took);
  }

  String name() {
    return name;
  }

  /** With the inspector against without. */
  Ratio ratio() {
    return Ratio.of(millis.get(ON), without());
  }

  private List<Double> without() {
    List<Double> both = new ArrayList<>(millis.get(OFF));
    both.addAll(millis.get(OFF_AGAIN));
    return both;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%7.1f %7.1f  %s  %s  %s",
        Ratio.median(without()),
        Ratio.median(millis.get(ON)),
        ratio(),
        Ratio.of(millis.get(OFF_AGAIN), millis.get(OFF)),
        name);
  }
}
