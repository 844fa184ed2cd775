package orrery.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** Reads the wrong answers to the exercises of one lesson; made for one use. */
final class WrongAnswersReader {

  /** For each exercise; fewer prove little. */
  private static final int LEAST = 3;

  private final String file;
  private final Lesson lesson;
  private final List<LessonFault> faults = new ArrayList<>();
  private final List<WrongAnswer> answers = new ArrayList<>();
  private @Nullable String exercise;
  private @Nullable Fence answer;

  private WrongAnswersReader(String file, Lesson lesson) {
    this.file = file;
    this.lesson = lesson;
  }

  /**
   * Reads them: under a heading with the exercise's name {@code java} fences, each followed by one
   * {@code text expect}.
   *
   * @throws FaultyLessons with every fault of the file
   */
  static List<WrongAnswer> read(String file, String text, Lesson lesson) {
    return new WrongAnswersReader(file, lesson).answers(LessonReader.blocks(file, text));
  }

  private List<WrongAnswer> answers(List<Node> blocks) {
    blocks.forEach(this::block);
    endAnswer();
    Map<String, Long> counts =
        answers.stream()
            .map(WrongAnswer::exercise)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    for (String name : lesson.exercises().keySet()) {
      long count = counts.getOrDefault(name, 0L);
      if (count < LEAST) {
        fault(0, "exercise \"" + name + "\" has " + count + " wrong answers of at least " + LEAST);
      }
    }
    if (!faults.isEmpty()) {
      throw new FaultyLessons(faults);
    }
    return List.copyOf(answers);
  }

  private void block(Node node) {
    if (node instanceof Heading heading && heading.getLevel() == 2) {
      endAnswer();
      exercise = Markdown.text(heading);
      if (!lesson.exercises().containsKey(exercise)) {
        fault(Markdown.line(heading), "no exercise named \"" + exercise + "\" in " + lesson.name());
      }
    } else if (node instanceof FencedCodeBlock block) {
      fence(Fence.of(block));
    }
  }

  private void fence(Fence fence) {
    if (fence.info().equals("java")) {
      endAnswer();
      answer = fence;
    } else if (fence.kind() == Fence.Kind.OUTPUT) {
      expectation(fence);
    } else {
      fault(fence.line(), "unknown fence \"" + fence.info() + "\": java and text expect are known");
    }
  }

  private void expectation(Fence expected) {
    if (answer == null) {
      fault(expected.line(), "no wrong answer before \"" + expected.info() + "\"");
    } else if (expected.text().isBlank()) {
      fault(expected.line(), "nothing is expected: say what the learner must read");
    } else if (exercise == null) {
      fault(answer.line(), "a wrong answer before the first exercise's name \"## …\"");
    } else {
      answers.add(
          new WrongAnswer(
              file,
              exercise,
              answer.textLine(),
              answer.text(),
              expected.textLine(),
              expected.text()));
    }
    answer = null;
  }

  private void endAnswer() {
    if (answer != null) {
      fault(
          answer.line(), "a wrong answer without \"text expect\": say what the learner must read");
      answer = null;
    }
  }

  private void fault(int line, String message) {
    faults.add(new LessonFault(file, line, message));
  }
}
