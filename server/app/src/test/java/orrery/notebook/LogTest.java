package orrery.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Status;

class LogTest {

  private final Log log = new Log(List.of());

  private List<Event> all() {
    return log.after(0, 1000).stream().map(Log::event).toList();
  }

  @Test
  void numbersFromOneAndReadsBack() {
    Event event = new Event.Edited("a", "text");

    assertThat(log.add(event).json())
        .isEqualTo("{\"type\":\"edited\",\"cell\":\"a\",\"source\":\"text\",\"seq\":1}");
    assertThat(all()).containsExactly(event);
  }

  @Test
  void holdsWhatCanBeSent() {
    assertThat(log.add(new Event.Edited("a", "\ud800")).json()).contains("\"?\"");
  }

  @Test
  void aNewRunTakesThePlaceOfTheLast() {
    log.add(new Event.Queued(1, "a", "1"));
    log.add(new Event.Queued(2, "b", "2"));
    log.add(new Event.Finished(1, "a", Status.OK, 3));
    log.add(new Event.Queued(3, "a", "3"));

    assertThat(all()).containsExactly(new Event.Queued(2, "b", "2"), new Event.Queued(3, "a", "3"));
  }

  @Test
  void thatAnExerciseWasPassedOutlivesTheRun() {
    Event.Checked passed = new Event.Checked(1, "a", true, "", "");
    log.add(new Event.Queued(1, "a", "1"));
    log.add(passed);
    log.add(new Event.Queued(2, "a", "2"));
    log.add(new Event.Checked(2, "a", false, "No.", ""));
    log.add(new Event.Queued(3, "a", "3"));
    assertThat(all()).containsExactly(passed, new Event.Queued(3, "a", "3"));

    Event.Checked again = new Event.Checked(3, "a", true, "", "");
    log.add(again);

    assertThat(all()).containsExactly(new Event.Queued(3, "a", "3"), again);
  }

  @Test
  void ofAnswersTheLatestIsKeptAlsoWhenTheCellRuns() {
    log.add(new Event.Predicted("a", 1, 0, 0, 0));
    log.add(new Event.Revealed("a", 1, false));
    log.add(new Event.Chose("quiz-1", List.of(0), List.of(), 1));
    Event again = new Event.Chose("quiz-1", List.of(1), List.of(1), 0);
    Event other = new Event.Chose("quiz-2", List.of(1), List.of(1), 0);
    Event guess = new Event.Predicted("a", 2, 0, 0, 0);
    Event more = new Event.Revealed("a", 2, false);
    Event run = new Event.Queued(1, "a", "1");
    List.of(again, other, guess, more, run).forEach(log::add);

    assertThat(all()).containsExactly(again, other, guess, more, run);
  }

  @Test
  void clearedLeavesNothingBefore() {
    log.add(new Event.Queued(1, "a", "1"));
    log.add(new Event.Edited("a", "x"));
    log.add(new Event.Cleared());

    assertThat(all()).containsExactly(new Event.Cleared());
  }

  @Test
  void aReaderGetsWhatItHasNotSeen() {
    for (int i = 1; i <= 10; i++) {
      log.add(new Event.Queued(i, "cell" + i, ""));
    }

    assertThat(log.after(4, 3)).extracting(Log.Entry::seq).containsExactly(5L, 6L, 7L);
    assertThat(log.after(10, 3)).isEmpty();
  }

  @Test
  void afterARestartNumbersGoOnWellAboveTheLast() {
    log.add(new Event.Edited("a", "x"));

    Log again = new Log(log.after(0, 100));

    assertThat(again.add(new Event.Edited("b", "y")).seq()).isGreaterThan(1000);
    assertThat(again.after(0, 100)).hasSize(2);
  }
}
