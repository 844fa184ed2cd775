package orrery.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How many times as long one thing takes as another, by several pairs of timings that scatter.
 *
 * @param estimate the middle of the pairs' ratios
 * @param low lower end of the interval in which the true ratio lies, with a confidence of 95 %
 * @param high upper end
 */
record Ratio(double estimate, double low, double high) {

  /** With fewer pairs no interval has that confidence. */
  private static final int FEWEST = 6;

  /** Of the normal distribution, for 95 %. */
  private static final double QUANTILE = 1.96;

  /**
   * The estimate of Hodges and Lehmann, of logarithms, with the interval that goes with the signed
   * rank test: neither asks how the timings scatter. Hollander, Wolfe, Chicken: Nonparametric
   * Statistical Methods, third edition, sections 3.2 and 3.3, large samples.
   *
   * @param one at least one timing, in any unit; with fewer than six the interval knows no bounds
   * @param other in the same unit, each taken right before or after the one in the same place
   */
  static Ratio of(List<Double> one, List<Double> other) {
    List<Double> averages = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      for (int j = i; j < one.size(); j++) {
        averages.add(Math.sqrt(one.get(i) / other.get(i) * (one.get(j) / other.get(j))));
      }
    }
    Collections.sort(averages);
    int pairs = one.size();
    if (pairs < FEWEST) {
      return new Ratio(median(averages), 0, Double.POSITIVE_INFINITY);
    }
    int all = averages.size();
    double spread = Math.sqrt(all * (2 * pairs + 1) / 12.0);
    int outside = (int) Math.max(0, Math.floor(all / 2.0 - QUANTILE * spread) - 1);
    return new Ratio(median(averages), averages.get(outside), averages.get(all - 1 - outside));
  }

  static double median(List<Double> numbers) {
    List<Double> sorted = numbers.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** {@code 1.02 (0.98–1.06)}; {@code 1.02 (?)} without bounds. */
  @Override
  public String toString() {
    return Double.isInfinite(high)
        ? String.format(Locale.ROOT, "%.2f (?)", estimate)
        : String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", estimate, low, high);
  }
}
