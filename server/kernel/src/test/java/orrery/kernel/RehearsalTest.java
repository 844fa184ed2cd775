package orrery.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Limits;

class RehearsalTest {

  private static final String LAST = "end";

  @Test
  void isLeftAtTheNextOfItsCellsAndNotTakenUpAgain() {
    int[] asked = new int[1];

    // A moment of rest after the third is not for it.
    List<String> cells = run(() -> asked[0]++ != 2);

    assertThat(cells).hasSize(3).endsWith(LAST);
  }

  @Test
  void isLeftBeforeItBegins() {
    assertThat(run(() -> false)).containsExactly(LAST);
  }

  /** The cells that are run, in order. */
  private static List<String> run(BooleanSupplier on) {
    List<Event> told = new CopyOnWriteArrayList<>();
    new Rehearsal(Limits.DEFAULT).run(on, told::add);
    return told.stream()
        .filter(Event.Started.class::isInstance)
        .map(event -> ((Event.Started) event).cell())
        .toList();
  }
}
