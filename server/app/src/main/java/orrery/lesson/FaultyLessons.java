package orrery.lesson;

import java.util.List;
import java.util.stream.Collectors;

/** Lesson files cannot be used as they are; every fault of every file, a line each. */
public final class FaultyLessons extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<LessonFault> faults;

  public FaultyLessons(List<LessonFault> faults) {
    super(faults.stream().map(LessonFault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** At least one, by file and line. */
  public List<LessonFault> faults() {
    return faults;
  }
}
