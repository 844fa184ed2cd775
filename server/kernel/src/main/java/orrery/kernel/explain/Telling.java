package orrery.kernel.explain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Failure.Explanation;
import orrery.kernel.protocol.Failure.Repair;
import orrery.kernel.trace.Text;

/** An explanation in the making. */
final class Telling {

  private static final int FACTS = 12;
  private static final int CHARS = 600;

  private final String what;
  private String why = "";
  private final List<String> facts = new ArrayList<>();
  private final List<Repair> repairs = new ArrayList<>();

  private Telling(String what) {
    this.what = what;
  }

  static Telling what(String sentence) {
    return new Telling(sentence);
  }

  Telling why(String sentences) {
    why = sentences;
    return this;
  }

  /** A fact, unless it is null. */
  Telling fact(@Nullable String line) {
    if (line != null) {
      facts.add(line);
    }
    return this;
  }

  Telling facts(List<String> lines) {
    facts.addAll(lines);
    return this;
  }

  Telling repair(String words, String code) {
    repairs.add(new Repair(Text.shortened(words, CHARS), Text.shortened(code.strip(), CHARS)));
    return this;
  }

  Explanation told() {
    List<String> shown = new ArrayList<>();
    facts.stream().limit(FACTS).forEach(fact -> shown.add(Text.shortened(fact, CHARS)));
    if (facts.size() > FACTS) {
      shown.add("and " + (facts.size() - FACTS) + " more");
    }
    return new Explanation(
        Text.shortened(what, CHARS),
        Text.shortened(why, CHARS),
        List.copyOf(shown),
        List.copyOf(repairs));
  }
}
