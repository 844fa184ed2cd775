package orrery.kernel.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A statement of a plan, cut into its clauses; what stands in parentheses stays whole. */
final class Clauses {

  /**
   * A clause.
   *
   * @param keyword {@code GROUP BY}
   * @param text after it, without the comments
   * @param comments that the plan adds to it
   */
  record Clause(String keyword, StringBuilder text, List<String> comments) {

    boolean isTable() {
      return keyword.equals("FROM") || keyword.equals("UPDATE") || keyword.endsWith("JOIN");
    }
  }

  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|(?:INNER|LEFT OUTER|RIGHT OUTER|CROSS) JOIN\\b"
              + "|(?:GROUP|ORDER) BY\\b|INSERT INTO\\b|[\\w$?]+|\\s+|.",
          Pattern.DOTALL);
  private static final Set<String> STARTS =
      Set.of(
          "SELECT",
          "FROM",
          "INNER JOIN",
          "LEFT OUTER JOIN",
          "RIGHT OUTER JOIN",
          "CROSS JOIN",
          "ON",
          "WHERE",
          "GROUP BY",
          "HAVING",
          "ORDER BY",
          "OFFSET",
          "FETCH",
          "FOR",
          "UPDATE",
          "DELETE",
          "INSERT INTO",
          "SET",
          "VALUES");

  private static final Set<String> OF_WHOLE =
      Set.of("index sorted", "group sorted", "direct lookup");

  private final List<Clause> clauses = new ArrayList<>();
  private final List<String> last = new ArrayList<>();

  private Clauses() {}

  static Clauses of(String plan) {
    Clauses clauses = new Clauses();
    Matcher token = TOKEN.matcher(plan);
    int depth = 0;
    int at = 0;
    while (at < plan.length()) {
      int end = plan.startsWith("/*", at) ? endOfComment(plan, at) : -1;
      if (end > 0 && depth == 0) {
        clauses.comment(plan.substring(at + 2, end - 2).strip());
      } else if (end < 0) {
        token.region(at, plan.length()).lookingAt();
        end = token.end();
        depth += plan.charAt(at) == '(' ? 1 : plan.charAt(at) == ')' ? -1 : 0;
        clauses.add(token.group(), depth);
      } else {
        clauses.add(plan.substring(at, end), depth);
      }
      at = end;
    }
    return clauses;
  }

  /** Comments of H2 may hold others. */
  private static int endOfComment(String plan, int from) {
    int depth = 0;
    for (int i = from; i + 1 < plan.length(); i++) {
      if (plan.startsWith("/*", i)) {
        depth++;
        i++;
      } else if (plan.startsWith("*/", i)) {
        i++;
        if (--depth == 0) {
          return i + 1;
        }
      }
    }
    return plan.length();
  }

  private void add(String text, int depth) {
    boolean ofLock = !clauses.isEmpty() && latest().keyword().equals("FOR");
    if (depth == 0 && STARTS.contains(text) && !ofLock) {
      clauses.add(new Clause(text, new StringBuilder(), new ArrayList<>()));
    } else if (!clauses.isEmpty()) {
      latest().text().append(text);
    }
  }

  private Clause latest() {
    return clauses.get(clauses.size() - 1);
  }

  /** What is said of a table stands after it, or after the condition of its join. */
  private void comment(String text) {
    boolean ofTable = !clauses.isEmpty() && (latest().isTable() || latest().keyword().equals("ON"));
    if (ofTable && !OF_WHOLE.contains(text)) {
      tables().reduce((one, next) -> next).ifPresent(table -> table.comments().add(text));
    } else {
      last.add(text);
    }
  }

  /** What kind of statement it is; empty if none. */
  String first() {
    return clauses.isEmpty() ? "" : clauses.get(0).keyword();
  }

  /** The tables that are read, in their order. */
  Stream<Clause> tables() {
    return clauses.stream().filter(Clause::isTable);
  }

  /** The text of the first clause that begins with {@code keyword}. */
  Optional<String> text(String keyword) {
    return clauses.stream()
        .filter(clause -> clause.keyword().equals(keyword))
        .map(clause -> clause.text().toString().strip())
        .findFirst();
  }

  /** The texts of all of them. */
  Stream<String> texts(String keyword) {
    return clauses.stream()
        .filter(clause -> clause.keyword().equals(keyword))
        .map(clause -> clause.text().toString().strip());
  }

  /** Whether the plan says so of the whole: {@code index sorted}. */
  boolean says(String words) {
    return last.contains(words);
  }
}
