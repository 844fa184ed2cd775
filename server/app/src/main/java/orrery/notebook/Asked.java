package orrery.notebook;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.lesson.Block;
import orrery.lesson.Lesson;

/**
 * What a lesson asks of the learner.
 *
 * @param predictions cells about which a prediction is asked
 * @param quizzes by name
 * @param hints how many each exercise has
 */
record Asked(Set<String> predictions, Map<String, Block.Quiz> quizzes, Map<String, Integer> hints) {

  /** Statements of one kind that can be predicted. */
  static final int MOST_STATEMENTS = 999;

  static Asked of(Lesson lesson) {
    return new Asked(
        lesson.predictions().stream().map(Block.Prediction::about).collect(Collectors.toSet()),
        lesson.quizzes().stream().collect(Collectors.toMap(Block.Quiz::name, quiz -> quiz)),
        lesson.exercises().entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().hints().size())));
  }

  /**
   * What comes of a Command: an Event to keep, or a {@link Event.Fault}.
   *
   * @param revealed what has been shown of each exercise
   */
  Event answer(Command.Answering command, Map<String, Event.Revealed> revealed) {
    if (command instanceof Command.Predict predict) {
      return predict(predict);
    }
    if (command instanceof Command.Choose choose) {
      return choose(choose);
    }
    Command.Reveal reveal = (Command.Reveal) command;
    Integer all = hints.get(reveal.cell());
    if (all == null) {
      return new Event.Fault("this notebook has no exercise named " + reveal.cell());
    }
    Event.Revealed none = new Event.Revealed(reveal.cell(), 0, false);
    return reveal(reveal.what(), revealed.getOrDefault(reveal.cell(), none), all);
  }

  private Event predict(Command.Predict said) {
    if (!predictions.contains(said.cell())) {
      return new Event.Fault("this notebook asks no prediction about a cell " + said.cell());
    }
    boolean counts =
        IntStream.of(said.selects(), said.inserts(), said.updates(), said.deletes())
            .allMatch(count -> count >= 0 && count <= MOST_STATEMENTS);
    return counts
        ? new Event.Predicted(
            said.cell(), said.selects(), said.inserts(), said.updates(), said.deletes())
        : new Event.Fault(
            "a prediction is a number from 0 to " + MOST_STATEMENTS + " of each kind");
  }

  private Event choose(Command.Choose chosen) {
    Block.Quiz quiz = quizzes.get(chosen.quiz());
    if (quiz == null) {
      return new Event.Fault("this notebook has no quiz named " + chosen.quiz());
    }
    int last = quiz.choices().size() - 1;
    if (chosen.choices().isEmpty()
        || !chosen.choices().stream().allMatch(place -> place >= 0 && place <= last)) {
      return new Event.Fault("a choice of " + quiz.name() + " is a number from 0 to " + last);
    }
    List<Integer> choices = chosen.choices().stream().distinct().sorted().toList();
    List<Integer> right = choices.stream().filter(quiz.right()::contains).toList();
    return new Event.Chose(quiz.name(), choices, right, quiz.right().size() - right.size());
  }

  private static Event reveal(Command.Help what, Event.Revealed before, int all) {
    if (what == Command.Help.SOLUTION) {
      return new Event.Revealed(before.cell(), before.hints(), true);
    }
    return before.hints() < all
        ? new Event.Revealed(before.cell(), before.hints() + 1, before.solution())
        : new Event.Fault("exercise " + before.cell() + " has no more hints");
  }
}
