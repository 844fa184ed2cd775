package orrery.lesson;

import java.util.List;
import java.util.stream.Collectors;

/** Lesson files cannot be used as they are; the message has a line for each of the first faults. */
public final class FaultyLessons extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Nobody reads more at once. */
  private static final int MOST_TOLD = 100;

  private final transient List<LessonFault> faults;

  public FaultyLessons(List<LessonFault> faults) {
    super(told(faults));
    this.faults = List.copyOf(faults);
  }

  private static String told(List<LessonFault> faults) {
    String first =
        faults.stream()
            .limit(MOST_TOLD)
            .map(LessonFault::toString)
            .collect(Collectors.joining("\n"));
    int more = faults.size() - MOST_TOLD;
    return more > 0 ? first + "\nand " + more + " more faults" : first;
  }

  /** At least one, by file and line. */
  public List<LessonFault> faults() {
    return faults;
  }
}
