package orrery.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import orrery.check.Verdict.Mismatch;
import orrery.kernel.protocol.Event;
import orrery.lesson.Block;
import orrery.lesson.Exercise;
import orrery.lesson.Expectation;
import orrery.lesson.WrongAnswer;

/**
 * A run that a lesson is checked by: a cell, or one of the ways to do an exercise.
 *
 * @param cell the cell's name
 * @param way which way of doing an exercise it is; empty for a cell that is none
 * @param file in which {@code line} stands
 * @param line of the source's first line
 * @param check judges the run; null if nothing does
 * @param judging whether the run came to what it must come to
 */
record Attempt(
    String cell,
    String way,
    String file,
    int line,
    String source,
    @Nullable String check,
    Function<List<Event.OfRun>, Verdict> judging) {

  Verdict verdict(List<Event.OfRun> events) {
    return judging.apply(events);
  }

  /** All there is to run for a cell, in order. */
  static List<Attempt> at(Selection.Chosen chosen, Block.Cell cell) {
    Exercise exercise = cell.exercise();
    if (exercise == null) {
      return List.of(plain(chosen.file(), cell));
    }
    List<Attempt> attempts = new ArrayList<>();
    attempts.add(starter(chosen.file(), cell, exercise));
    chosen.wrongAnswers().stream()
        .filter(answer -> answer.exercise().equals(cell.name()))
        .forEach(answer -> attempts.add(wrong(exercise, answer, attempts.size())));
    attempts.add(solution(chosen.file(), cell, exercise));
    return List.copyOf(attempts);
  }

  private static Attempt plain(String file, Block.Cell cell) {
    return new Attempt(
        cell.name(),
        "",
        file,
        cell.line(),
        cell.source(),
        null,
        events -> Verdict.of(cell, events));
  }

  /** Where the learner starts: it runs, and its check says what is still to be done. */
  private static Attempt starter(String file, Block.Cell cell, Exercise exercise) {
    return new Attempt(
        cell.name(),
        "starter",
        file,
        cell.line(),
        cell.source(),
        exercise.check(),
        events -> ofStarter(cell, exercise, events));
  }

  /** What a learner may well answer: the check says where it is wrong. */
  private static Attempt wrong(Exercise exercise, WrongAnswer answer, int number) {
    String way = "wrong answer " + number;
    return new Attempt(
        answer.exercise(),
        way,
        answer.file(),
        answer.line(),
        answer.source(),
        exercise.check(),
        events -> ofWrong(way, answer, events));
  }

  /** The lesson's own answer: it passes, and does what the lesson says of it. */
  private static Attempt solution(String file, Block.Cell cell, Exercise exercise) {
    return new Attempt(
        cell.name(),
        "solution",
        file,
        exercise.solutionLine(),
        exercise.solution(),
        exercise.check(),
        events -> ofSolution(cell, exercise, events));
  }

  private static Verdict ofStarter(Block.Cell cell, Exercise exercise, List<Event.OfRun> events) {
    List<Mismatch> mismatches =
        new ArrayList<>(Verdict.ending(cell.line(), false, Transcript.of(events)));
    String message = messageOf(events).orElse("");
    if (mismatches.isEmpty() && message.isBlank()) {
      String why = passed(events) ? "the starter passes its check" : "the check says nothing";
      mismatches.add(new Mismatch(exercise.checkLine(), why, List.of()));
    }
    return new Verdict(cell.name(), "starter fails: \"" + message + "\"", mismatches);
  }

  private static Verdict ofWrong(String way, WrongAnswer answer, List<Event.OfRun> events) {
    Transcript run = Transcript.of(events);
    Expectation.Error error = answer.error();
    List<Mismatch> mismatches = new ArrayList<>(Verdict.ending(answer.line(), error != null, run));
    if (mismatches.isEmpty()) {
      mismatches.addAll(error == null ? told(way, answer, events) : Verdict.compare(error, run));
    }
    return new Verdict(answer.exercise(), way + " fails", mismatches);
  }

  private static List<Mismatch> told(String way, WrongAnswer answer, List<Event.OfRun> events) {
    if (passed(events)) {
      return List.of(new Mismatch(answer.line(), way + " passes its check", List.of()));
    }
    String message = messageOf(events).orElse("");
    return answer.isToldBy(message)
        ? List.of()
        : List.of(
            new Mismatch(
                answer.expectedLine(),
                way + " is told something else (- expected, + came)",
                Diff.of(answer.expected().lines().toList(), message.lines().toList()).lines()));
  }

  private static Verdict ofSolution(Block.Cell cell, Exercise exercise, List<Event.OfRun> events) {
    Verdict asSaid = Verdict.of(cell, exercise.solutionLine(), events);
    List<Mismatch> mismatches = new ArrayList<>(asSaid.mismatches());
    if (!passed(events)) {
      String message = messageOf(events).orElse("");
      mismatches.add(
          new Mismatch(
              exercise.solutionLine(),
              "the solution does not pass its check",
              message.lines().toList()));
    }
    return new Verdict(cell.name(), "solution, " + asSaid.outcome(), mismatches);
  }

  private static boolean passed(List<Event.OfRun> events) {
    return Transcript.each(Event.Checked.class, events).anyMatch(Event.Checked::passed);
  }

  /** What the learner reads of a check that did not pass. */
  private static Optional<String> messageOf(List<Event.OfRun> events) {
    return Transcript.each(Event.Checked.class, events)
        .filter(checked -> !checked.passed())
        .map(Event.Checked::message)
        .findFirst();
  }
}
