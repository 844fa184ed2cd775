package orrery.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import orrery.kernels.Line.Request;

class LineTest {

  private static final Request ANN_1 = new Request(1, "ann");
  private static final Request ANN_2 = new Request(2, "ann");
  private static final Request ANN_3 = new Request(3, "ann");
  private static final Request BEN_1 = new Request(4, "ben");
  private static final Request CEM_1 = new Request(5, "cem");
  private static final Request BEN_2 = new Request(6, "ben");

  private static Line of(Request... requests) {
    Line line = Line.EMPTY;
    for (Request request : requests) {
      line = line.joined(request);
    }
    return line;
  }

  @Test
  void ownersTakeTurnsAndEachKeepsTheOrderOfHisOwn() {
    assertThat(of(ANN_1, ANN_2, ANN_3, BEN_1, CEM_1, BEN_2).order())
        .containsExactly(ANN_1, BEN_1, CEM_1, ANN_2, BEN_2, ANN_3);
  }

  @Test
  void itIsServedInTheOrderThatItTells() {
    Line line = of(ANN_1, ANN_2, ANN_3, BEN_1, CEM_1, BEN_2);
    List<Request> told = line.order();
    List<Request> served = new ArrayList<>();
    while (!line.requests().isEmpty()) {
      served.add(line.order().get(0));
      line = line.served();
    }

    assertThat(served).isEqualTo(told);
    assertThat(line).isEqualTo(Line.EMPTY);
  }

  @Test
  void whoHasBeenServedComesBehindThoseWhoWait() {
    Line line = of(ANN_1, ANN_2, BEN_1).served();

    assertThat(line.order()).containsExactly(BEN_1, ANN_2);
    assertThat(line.joined(CEM_1).order()).containsExactly(BEN_1, ANN_2, CEM_1);
  }

  @Test
  void anOwnersFirstRequestNeverFallsBack() {
    Line line = of(ANN_1, BEN_1);

    for (Request later : List.of(ANN_2, ANN_3, CEM_1, BEN_2)) {
      line = line.joined(later);
      assertThat(line.order().indexOf(BEN_1)).isEqualTo(1);
    }
  }

  @Test
  void aRequestCanBeWithdrawn() {
    assertThat(of(ANN_1, ANN_2, BEN_1).without(ANN_1).order()).containsExactly(ANN_2, BEN_1);
    assertThat(of(ANN_1, BEN_1).without(ANN_1)).isEqualTo(of(BEN_1));
    assertThat(of(ANN_1).without(BEN_1)).isEqualTo(of(ANN_1));
  }
}
