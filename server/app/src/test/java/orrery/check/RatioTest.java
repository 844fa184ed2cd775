package orrery.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RatioTest {

  private final Random random = new Random(7);

  @Test
  void isExactWhereTimingsDoNotScatter() {
    Ratio ratio = Ratio.of(Collections.nCopies(6, 42.0), Collections.nCopies(6, 40.0));

    assertThat(ratio.estimate()).isCloseTo(1.05, within(1e-9));
    assertThat(ratio.high() - ratio.low()).isLessThan(1e-9);
  }

  @Test
  void isCertainOfNothingByFewPairs() {
    assertThat(Ratio.of(List.of(10.0, 11.0), List.of(8.0, 11.0))).hasToString("1.12 (?)");
  }

  /** As where the machine is slower in one round than in another. */
  @Test
  void seesOnlyHowTheTwoOfAPairDiffer() {
    Ratio ratio =
        Ratio.of(
            List.of(21.0, 42.0, 10.5, 84.0, 31.5, 63.0),
            List.of(20.0, 40.0, 10.0, 80.0, 30.0, 60.0));

    assertThat(ratio.estimate()).isCloseTo(1.05, within(1e-9));
    assertThat(ratio.high() - ratio.low()).isLessThan(1e-9);
  }

  @Test
  void isNotLedAstrayByAPause() {
    Ratio ratio =
        Ratio.of(List.of(10.0, 10.1, 9.9, 90.0, 10.0), List.of(10.0, 9.9, 10.1, 10.0, 9.9));

    assertThat(ratio.estimate()).isBetween(0.99, 1.02);
  }

  /**
   * Of intervals that hold the truth 95 times in 100, 400 do so 366 to 394 times, or nearly always.
   */
  @Test
  void holdsTheTruthAsOftenAsItSays() {
    int held = 0;
    for (int i = 0; i < 400; i++) {
      Ratio ratio = Ratio.of(timings(15, 1.05), timings(15, 1));
      held += ratio.low() <= 1.05 && 1.05 <= ratio.high() ? 1 : 0;
    }

    assertThat(held).isBetween(366, 394);
  }

  /** As skewed as those of cells. */
  private List<Double> timings(int many, double times) {
    return DoubleStream.generate(() -> times * Math.exp(0.2 * random.nextGaussian()))
        .limit(many)
        .boxed()
        .toList();
  }
}
