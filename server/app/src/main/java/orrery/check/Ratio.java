package orrery.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How many times as long one thing takes as another, by several timings of each that scatter.
 *
 * @param estimate the median of all ratios of a timing of the one to a timing of the other
 * @param low lower end of the interval in which the true ratio lies, with a confidence of 95 %
 * @param high upper end
 */
record Ratio(double estimate, double low, double high) {

  /** Of the normal distribution, for 95 %. */
  private static final double QUANTILE = 1.96;

  /**
   * The shift of Hodges and Lehmann, of logarithms, with the interval that goes with the rank sum
   * test: neither asks how the timings scatter. Hollander, Wolfe, Chicken: Nonparametric
   * Statistical Methods, third edition, sections 4.2 and 4.3, large samples.
   *
   * @param one at least one timing, in any unit; with fewer than four of each the interval is all
   *     that was seen
   * @param other in the same unit
   */
  static Ratio of(List<Double> one, List<Double> other) {
    List<Double> ratios = new ArrayList<>();
    for (double a : one) {
      for (double b : other) {
        ratios.add(a / b);
      }
    }
    Collections.sort(ratios);
    int all = ratios.size();
    double spread = Math.sqrt(all * (one.size() + other.size() + 1) / 12.0);
    int outside = (int) Math.max(0, Math.floor(all / 2.0 - QUANTILE * spread) - 1);
    return new Ratio(median(ratios), ratios.get(outside), ratios.get(all - 1 - outside));
  }

  static double median(List<Double> numbers) {
    List<Double> sorted = numbers.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** {@code 1.02 (0.98–1.06)}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", estimate, low, high);
  }
}
