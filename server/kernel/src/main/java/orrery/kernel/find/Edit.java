package orrery.kernel.find;

import java.util.Comparator;
import java.util.List;

/** A part of a text that is replaced. */
record Edit(int start, int end, String with) {

  /**
   * The text after all edits, which must not overlap; of two at one place the first comes first.
   */
  static String all(String text, List<Edit> edits) {
    StringBuilder changed = new StringBuilder();
    int at = 0;
    for (Edit edit : edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList()) {
      changed.append(text, at, edit.start()).append(edit.with());
      at = edit.end();
    }
    return changed.append(text.substring(at)).toString();
  }
}
