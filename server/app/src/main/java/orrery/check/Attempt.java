package orrery.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import orrery.check.Verdict.Mismatch;
import orrery.kernel.protocol.Event;
import orrery.lesson.Block;
import orrery.lesson.Exercise;
import orrery.lesson.Expectation;
import orrery.lesson.WrongAnswer;

/** A run that a lesson is checked by: a cell, or one of the ways to do an exercise. */
sealed interface Attempt {

  /** The cell's name. */
  String cell();

  /** Which way of doing an exercise it is; empty for a cell that is none. */
  String way();

  /** The file in which {@link #line} stands. */
  String file();

  /** Of the source's first line. */
  int line();

  String source();

  /** Judges the run; null if nothing does. */
  @Nullable String check();

  /** Whether the run came to what it must come to. */
  Verdict verdict(List<Event.OfRun> events);

  /** All there is to run for a cell, in order. */
  static List<Attempt> at(Selection.Chosen chosen, Block.Cell cell) {
    Exercise exercise = cell.exercise();
    if (exercise == null) {
      return List.of(new Plain(chosen.file(), cell));
    }
    List<Attempt> attempts = new ArrayList<>();
    attempts.add(new Starter(chosen.file(), cell, exercise));
    List<WrongAnswer> wrong =
        chosen.wrongAnswers().stream().filter(one -> one.exercise().equals(cell.name())).toList();
    for (WrongAnswer answer : wrong) {
      attempts.add(new Wrong(exercise, answer, attempts.size()));
    }
    attempts.add(new Solution(chosen.file(), cell, exercise));
    return List.copyOf(attempts);
  }

  /** A cell that is only to be run. */
  record Plain(String file, Block.Cell given) implements Attempt {

    @Override
    public String cell() {
      return given.name();
    }

    @Override
    public String way() {
      return "";
    }

    @Override
    public int line() {
      return given.line();
    }

    @Override
    public String source() {
      return given.source();
    }

    @Override
    public @Nullable String check() {
      return null;
    }

    @Override
    public Verdict verdict(List<Event.OfRun> events) {
      return Verdict.of(given, events);
    }
  }

  /** Where the learner starts: it runs, and its check says what is still to be done. */
  record Starter(String file, Block.Cell given, Exercise exercise) implements Attempt {

    @Override
    public String cell() {
      return given.name();
    }

    @Override
    public String way() {
      return "starter";
    }

    @Override
    public int line() {
      return given.line();
    }

    @Override
    public String source() {
      return given.source();
    }

    @Override
    public String check() {
      return exercise.check();
    }

    @Override
    public Verdict verdict(List<Event.OfRun> events) {
      Transcript run = Transcript.of(events);
      List<Mismatch> mismatches = new ArrayList<>(Verdict.ending(line(), false, run));
      String message = messageOf(events).orElse("");
      if (mismatches.isEmpty() && message.isBlank()) {
        String why = passed(events) ? "the starter passes its check" : "the check says nothing";
        mismatches.add(new Mismatch(exercise.checkLine(), why, List.of()));
      }
      return new Verdict(cell(), "starter fails: \"" + message + "\"", mismatches);
    }
  }

  /** What a learner may well answer: the check says where it is wrong. */
  record Wrong(Exercise exercise, WrongAnswer answer, int number) implements Attempt {

    @Override
    public String file() {
      return answer.file();
    }

    @Override
    public String cell() {
      return answer.exercise();
    }

    @Override
    public String way() {
      return "wrong answer " + number;
    }

    @Override
    public int line() {
      return answer.line();
    }

    @Override
    public String source() {
      return answer.source();
    }

    @Override
    public String check() {
      return exercise.check();
    }

    @Override
    public Verdict verdict(List<Event.OfRun> events) {
      Transcript run = Transcript.of(events);
      Expectation.Error error = answer.error();
      List<Mismatch> mismatches = new ArrayList<>(Verdict.ending(line(), error != null, run));
      if (mismatches.isEmpty()) {
        mismatches.addAll(error == null ? told(events) : Verdict.compare(error, run));
      }
      return new Verdict(cell(), way() + " fails", mismatches);
    }

    private List<Mismatch> told(List<Event.OfRun> events) {
      if (passed(events)) {
        return List.of(new Mismatch(line(), way() + " passes its check", List.of()));
      }
      String message = messageOf(events).orElse("");
      return answer.isToldBy(message)
          ? List.of()
          : List.of(
              new Mismatch(
                  answer.expectedLine(),
                  way() + " is told something else (- expected, + came)",
                  Diff.of(answer.expected().lines().toList(), message.lines().toList()).lines()));
    }
  }

  /** The lesson's own answer: it passes, and does what the lesson says of it. */
  record Solution(String file, Block.Cell given, Exercise exercise) implements Attempt {

    @Override
    public String cell() {
      return given.name();
    }

    @Override
    public String way() {
      return "solution";
    }

    @Override
    public int line() {
      return exercise.solutionLine();
    }

    @Override
    public String source() {
      return exercise.solution();
    }

    @Override
    public String check() {
      return exercise.check();
    }

    @Override
    public Verdict verdict(List<Event.OfRun> events) {
      Verdict asSaid = Verdict.of(given, line(), events);
      List<Mismatch> mismatches = new ArrayList<>(asSaid.mismatches());
      if (!passed(events)) {
        String message = messageOf(events).orElse("");
        mismatches.add(
            new Mismatch(line(), "the solution does not pass its check", message.lines().toList()));
      }
      return new Verdict(cell(), "solution, " + asSaid.outcome(), mismatches);
    }
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
