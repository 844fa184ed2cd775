package orrery.check;

import java.util.ArrayList;
import java.util.List;
import orrery.lesson.Expectation;

/**
 * How what came differs from what was expected, where {@link Expectation#ANY} expects anything.
 *
 * @param lines what both have after two blanks, what came where anything may after {@code …}, what
 *     did not come after {@code -}, what was not expected after {@code +}
 * @param edits number of lines that differ; 0 if all is as expected
 */
record Diff(List<String> lines, int edits) {

  /** The alignment with the fewest edits. */
  static Diff of(List<String> expected, List<String> came) {
    int[][] edits = edits(expected, came);
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < expected.size() || j < came.size()) {
      if (same(expected, i, came, j)) {
        lines.add("  " + came.get(j));
        i++;
        j++;
      } else if (isAny(expected, i) && j < came.size() && edits[i][j] == edits[i][j + 1]) {
        lines.add("… " + came.get(j));
        j++;
      } else if (isAny(expected, i)) {
        i++;
      } else if (i < expected.size() && edits[i][j] == 1 + edits[i + 1][j]) {
        lines.add("- " + expected.get(i));
        i++;
      } else {
        lines.add("+ " + came.get(j));
        j++;
      }
    }
    return new Diff(List.copyOf(lines), edits[0][0]);
  }

  /** Fewest edits from each pair of places to the ends. */
  private static int[][] edits(List<String> expected, List<String> came) {
    int[][] edits = new int[expected.size() + 1][came.size() + 1];
    for (int i = expected.size(); i >= 0; i--) {
      for (int j = came.size(); j >= 0; j--) {
        edits[i][j] = edits(expected, i, came, j, edits);
      }
    }
    return edits;
  }

  private static int edits(
      List<String> expected, int i, List<String> came, int j, int[][] further) {
    if (i == expected.size()) {
      return came.size() - j;
    }
    if (same(expected, i, came, j)) {
      return further[i + 1][j + 1];
    }
    int cost = isAny(expected, i) ? 0 : 1;
    int without = further[i + 1][j] + cost;
    return j == came.size() ? without : Math.min(without, further[i][j + 1] + cost);
  }

  private static boolean same(List<String> expected, int i, List<String> came, int j) {
    return i < expected.size()
        && j < came.size()
        && !isAny(expected, i)
        && expected.get(i).equals(came.get(j));
  }

  private static boolean isAny(List<String> expected, int i) {
    return i < expected.size() && expected.get(i).equals(Expectation.ANY);
  }
}
