package orrery.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Command.Help;
import orrery.kernel.protocol.Event;
import orrery.lesson.Block;

/** What comes of answers to the lesson's questions. */
class AskedTest {

  private static final Block.Quiz QUIZ =
      new Block.Quiz(
          "quiz-1",
          "which?",
          List.of(
              new Block.Choice("one", true),
              new Block.Choice("two", false),
              new Block.Choice("three", true)),
          null);

  static final Asked ASKED = new Asked(Set.of("a"), Map.of("quiz-1", QUIZ), Map.of("exercise", 2));

  private static Event choose(Integer... choices) {
    return ASKED.answer(new Command.Choose("quiz-1", Arrays.asList(choices)), Map.of());
  }

  private static Event reveal(Help what, int hints, boolean solution) {
    return ASKED.answer(
        new Command.Reveal("exercise", what),
        Map.of("exercise", new Event.Revealed("exercise", hints, solution)));
  }

  private static String fault(Event event) {
    assertThat(event).isInstanceOf(Event.Fault.class);
    return ((Event.Fault) event).message();
  }

  @Test
  void aPredictionIsKept() {
    assertThat(ASKED.answer(new Command.Predict("a", 0, 1, 2, 999), Map.of()))
        .isEqualTo(new Event.Predicted("a", 0, 1, 2, 999));
  }

  @Test
  void onlyWhereOneIsAskedFor() {
    assertThat(fault(ASKED.answer(new Command.Predict("c", 0, 0, 0, 0), Map.of())))
        .isEqualTo("this notebook asks no prediction about a cell c");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1000})
  void aPredictionIsACount(int wrong) {
    String fault = "a prediction is a number from 0 to 999 of each kind";
    for (Command.Predict predict :
        List.of(
            new Command.Predict("a", wrong, 0, 0, 0),
            new Command.Predict("a", 0, wrong, 0, 0),
            new Command.Predict("a", 0, 0, wrong, 0),
            new Command.Predict("a", 0, 0, 0, wrong))) {
      assertThat(fault(ASKED.answer(predict, Map.of()))).isEqualTo(fault);
    }
  }

  @Test
  void anAnswerIsToldWhatIsRightInIt() {
    assertThat(choose(2, 0)).isEqualTo(new Event.Chose("quiz-1", List.of(0, 2), List.of(0, 2), 0));
    assertThat(choose(0, 1, 1)).isEqualTo(new Event.Chose("quiz-1", List.of(0, 1), List.of(0), 1));
    assertThat(choose(1)).isEqualTo(new Event.Chose("quiz-1", List.of(1), List.of(), 2));
  }

  @Test
  void anAnswerIsAmongTheChoices() {
    String fault = "a choice of quiz-1 is a number from 0 to 2";
    assertThat(List.of(choose(), choose(3), choose(-1)))
        .allSatisfy(event -> assertThat(fault(event)).isEqualTo(fault));
    assertThat(fault(ASKED.answer(new Command.Choose("quiz-2", List.of(0)), Map.of())))
        .isEqualTo("this notebook has no quiz named quiz-2");
  }

  @Test
  void hintsComeOneByOneAsLongAsThereAreSome() {
    assertThat(ASKED.answer(new Command.Reveal("exercise", Help.HINT), Map.of()))
        .isEqualTo(new Event.Revealed("exercise", 1, false));
    assertThat(reveal(Help.HINT, 1, true)).isEqualTo(new Event.Revealed("exercise", 2, true));
    assertThat(fault(reveal(Help.HINT, 2, false))).isEqualTo("exercise exercise has no more hints");
  }

  @Test
  void theSolutionLeavesTheHintsAsTheyAre() {
    assertThat(reveal(Help.SOLUTION, 1, false)).isEqualTo(new Event.Revealed("exercise", 1, true));
  }

  @Test
  void onlyAnExerciseHasHelp() {
    assertThat(fault(ASKED.answer(new Command.Reveal("a", Help.HINT), Map.of())))
        .isEqualTo("this notebook has no exercise named a");
  }
}
