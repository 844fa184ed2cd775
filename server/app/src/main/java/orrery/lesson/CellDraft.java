package orrery.lesson;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A cell while the fences after it are still being read. */
final class CellDraft {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST_NAME = 60;
  private static final Set<String> FLAGS = Set.of("fails", "locked", "hidden");
  private static final String EXERCISE = "exercise";

  /** Every notebook ends with a cell of this name, for the learner's own experiments. */
  private static final String RESERVED = "scratch";

  private final Fence fence;
  private final Set<String> flags = new HashSet<>();
  private final List<Expectation> expectations = new ArrayList<>();
  private String name;
  private @Nullable String python;
  private @Nullable ExerciseDraft exercise;

  /**
   * @param place of the cell in its lesson, from 1
   * @param faults told what is wrong, in words
   */
  CellDraft(Fence fence, int place, Consumer<String> faults) {
    this.fence = fence;
    this.name = "cell-" + place;
    fence.words().forEach(word -> read(word, faults));
    if (exercise != null && !flags.isEmpty()) {
      faults.accept("an exercise takes no other word than name=");
    }
    if (fence.text().isBlank()) {
      faults.accept("a cell without code");
    }
  }

  private void read(String word, Consumer<String> faults) {
    if (word.startsWith("name=")) {
      name = word.substring("name=".length());
      if (name.length() > LONGEST_NAME) {
        faults.accept("a cell name of over " + LONGEST_NAME + " characters");
      } else if (!NAME.matcher(name).matches()) {
        faults.accept(
            "bad cell name \"" + name + "\": use lower-case letters, digits and single hyphens");
      } else if (name.equals(RESERVED)) {
        faults.accept("bad cell name \"" + name + "\": it is the learner's own cell");
      }
    } else if (word.equals(EXERCISE)) {
      exercise = new ExerciseDraft();
    } else if (FLAGS.contains(word)) {
      flags.add(word);
    } else {
      faults.accept(
          "unknown info word \""
              + word
              + "\": a cell knows name=, fails, locked, hidden,"
              + " exercise");
    }
  }

  String name() {
    return name;
  }

  /** Of the opening fence. */
  int line() {
    return fence.line();
  }

  /** Null if the cell is none. */
  @Nullable ExerciseDraft exercise() {
    return exercise;
  }

  /** Returns whether this is the cell's first counterpart. */
  boolean python(String text) {
    boolean first = python == null;
    python = text;
    return first;
  }

  void expect(Expectation expectation) {
    expectations.add(expectation);
  }

  Block.Cell cell() {
    return new Block.Cell(
        name,
        fence.textLine(),
        fence.text(),
        flags.contains("fails"),
        flags.contains("locked"),
        flags.contains("hidden"),
        python,
        expectations,
        exercise == null ? null : exercise.exercise());
  }
}
