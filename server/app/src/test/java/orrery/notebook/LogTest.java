package orrery.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Status;

class LogTest {

  private final Log log = new Log(List.of());

  private Log.Entry add(Event event) {
    Log.Entry entry = log.add(event);
    log.kept(entry.seq());
    return entry;
  }

  private List<Event> all() {
    return log.after(0, 1000).stream().map(Log::event).toList();
  }

  @Test
  void numbersFromOneAndReadsBack() {
    Event event = new Event.Edited("a", "text");

    assertThat(add(event).json())
        .isEqualTo("{\"type\":\"edited\",\"cell\":\"a\",\"source\":\"text\",\"seq\":1}");
    assertThat(all()).containsExactly(event);
  }

  @Test
  void holdsWhatCanBeSent() {
    assertThat(add(new Event.Edited("a", "\ud800")).json()).contains("\"?\"");
  }

  @Test
  void aNewRunTakesThePlaceOfTheLast() {
    add(new Event.Queued(1, "a", "1"));
    add(new Event.Queued(2, "b", "2"));
    add(new Event.Finished(1, "a", Status.OK, 3));
    add(new Event.Queued(3, "a", "3"));

    assertThat(all()).containsExactly(new Event.Queued(2, "b", "2"), new Event.Queued(3, "a", "3"));
  }

  @Test
  void thatAnExerciseWasPassedOutlivesTheRun() {
    Event.Checked passed = new Event.Checked(1, "a", true, "", "");
    add(new Event.Queued(1, "a", "1"));
    add(passed);
    add(new Event.Queued(2, "a", "2"));
    add(new Event.Checked(2, "a", false, "No.", ""));
    add(new Event.Queued(3, "a", "3"));
    assertThat(all()).containsExactly(passed, new Event.Queued(3, "a", "3"));

    Event.Checked again = new Event.Checked(3, "a", true, "", "");
    add(again);

    assertThat(all()).containsExactly(new Event.Queued(3, "a", "3"), again);
  }

  @Test
  void ofAnswersTheLatestIsKeptAlsoWhenTheCellRuns() {
    add(new Event.Predicted("a", 1, 0, 0, 0));
    add(new Event.Revealed("a", 1, false));
    add(new Event.Chose("quiz-1", List.of(0), List.of(), 1));
    Event again = new Event.Chose("quiz-1", List.of(1), List.of(1), 0);
    Event other = new Event.Chose("quiz-2", List.of(1), List.of(1), 0);
    Event guess = new Event.Predicted("a", 2, 0, 0, 0);
    Event more = new Event.Revealed("a", 2, false);
    Event run = new Event.Queued(1, "a", "1");
    List.of(again, other, guess, more, run).forEach(this::add);

    assertThat(all()).containsExactly(again, other, guess, more, run);
  }

  @Test
  void clearedLeavesNothingBefore() {
    add(new Event.Queued(1, "a", "1"));
    add(new Event.Edited("a", "x"));
    add(new Event.Cleared());

    assertThat(all()).containsExactly(new Event.Cleared());
  }

  @Test
  void aReaderGetsWhatItHasNotSeen() {
    for (int i = 1; i <= 10; i++) {
      add(new Event.Queued(i, "cell" + i, ""));
    }

    assertThat(log.after(4, 3)).extracting(Log.Entry::seq).containsExactly(5L, 6L, 7L);
    assertThat(log.after(10, 3)).isEmpty();
  }

  @Test
  void whatIsNotOnDiskIsNotSeenAndMakesNothingVoid() {
    Event old = new Event.Queued(1, "a", "1");
    add(old);
    Log.Entry run = log.add(new Event.Queued(2, "a", "2"));
    Log.Entry refused = log.add(new Event.Edited("b", "x"));

    assertThat(all()).containsExactly(old);
    assertThat(log.isWritten()).isFalse();

    log.kept(run.seq());
    log.refused(refused.seq());

    assertThat(all()).containsExactly(new Event.Queued(2, "a", "2"));
    assertThat(log.isWritten()).isTrue();
  }

  @Test
  void knowsHowMuchItHolds() {
    add(new Event.Edited("a", "x".repeat(1000)));
    long one = log.chars();
    add(new Event.Edited("a", "y".repeat(1000)));

    assertThat(log.chars()).isEqualTo(one).isGreaterThan(1000);

    add(new Event.Cleared());
    assertThat(log.chars()).isLessThan(100);
  }

  @Test
  void aReaderThatIsAheadGetsAllAnew() {
    add(new Event.Edited("a", "x"));

    assertThat(log.after(50, 10)).hasSize(1);
  }

  @Test
  void afterARestartNumbersGoOnWellAboveTheLast() {
    add(new Event.Edited("a", "x"));

    Log again = new Log(log.after(0, 100));

    Log.Entry next = again.add(new Event.Edited("b", "y"));
    again.kept(next.seq());

    assertThat(next.seq()).isGreaterThan(1000);
    assertThat(again.after(0, 100)).hasSize(2);
  }
}
