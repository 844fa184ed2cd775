package orrery.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import orrery.lesson.FaultyLessons;
import orrery.lesson.Lesson;
import orrery.lesson.LessonFault;
import orrery.lesson.Lessons;
import orrery.lesson.WrongAnswer;
import orrery.text.Printable;

/**
 * What the command line asks for.
 *
 * @param json whether Events are printed
 */
record Selection(boolean json, List<Chosen> lessons) {

  static final String USAGE = "usage: java -jar orrery.jar check [file or folder …] [--json]";

  /**
   * A lesson to check.
   *
   * @param file to name where something is wrong
   * @param wrongAnswers to its exercises; none of a lesson that is built in
   */
  record Chosen(String file, Lesson lesson, List<WrongAnswer> wrongAnswers) {}

  /**
   * Reads the lessons that are named, or those built in where none is.
   *
   * @throws UnusableInput if there are none, or one has a fault
   */
  static Selection of(List<String> arguments) throws UnusableInput {
    boolean json = false;
    List<String> places = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals("--json")) {
        json = true;
      } else if (argument.startsWith("-")) {
        throw new UnusableInput("unknown option " + argument + "\n" + USAGE);
      } else {
        places.add(argument);
      }
    }
    return new Selection(json, places.isEmpty() ? builtIn() : named(places));
  }

  private static List<Chosen> builtIn() throws UnusableInput {
    try {
      List<Lesson> lessons = Lessons.builtIn();
      if (lessons.isEmpty()) {
        throw new UnusableInput("no lesson is built in: name a file or folder");
      }
      return lessons.stream()
          .map(lesson -> new Chosen("lessons/" + lesson.name() + ".md", lesson, List.of()))
          .toList();
    } catch (IOException | FaultyLessons e) {
      throw new UnusableInput(String.valueOf(e.getMessage()));
    }
  }

  /** Goes on after a fault, so that all are told at once. */
  private static List<Chosen> named(List<String> places) throws UnusableInput {
    List<Chosen> lessons = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (String place : places) {
      try {
        lessons.addAll(named(place));
      } catch (FaultyLessons | UnusableInput e) {
        faults.add(String.valueOf(e.getMessage()));
      }
    }
    if (!faults.isEmpty()) {
      throw new UnusableInput(String.join("\n", faults));
    }
    return lessons;
  }

  private static List<Chosen> named(String place) throws UnusableInput {
    try {
      Path path = Path.of(place);
      if (!Files.exists(path)) {
        throw new UnusableInput(place + ": no such file or folder");
      }
      List<Lesson> lessons = Lessons.read(path);
      if (lessons.isEmpty()) {
        throw new UnusableInput(place + ": no lesson in this folder");
      }
      return withWrongAnswers(path, lessons);
    } catch (IOException | InvalidPathException e) {
      throw new UnusableInput(Printable.line(place + ": cannot be read: " + e.getMessage()));
    }
  }

  private static List<Chosen> withWrongAnswers(Path path, List<Lesson> lessons) throws IOException {
    List<Chosen> chosen = new ArrayList<>();
    List<LessonFault> faults = new ArrayList<>();
    for (Lesson lesson : lessons) {
      Path file = Files.isDirectory(path) ? path.resolve(lesson.name() + ".md") : path;
      try {
        chosen.add(new Chosen(file.toString(), lesson, Lessons.wrongAnswers(file, lesson)));
      } catch (FaultyLessons e) {
        faults.addAll(e.faults());
      }
    }
    if (!faults.isEmpty()) {
      throw new FaultyLessons(faults);
    }
    return chosen;
  }
}
