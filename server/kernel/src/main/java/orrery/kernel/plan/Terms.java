package orrery.kernel.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Conditions of a plan, as one would write them. */
final class Terms {

  private static final Pattern CAST =
      Pattern.compile("(?i)CAST\\(([^()]+) AS [A-Z ]+(?:\\([\\d, ]+\\))?\\)");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern SUBQUERY =
      Pattern.compile("\\(\\s*SELECT\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern PIECE = Pattern.compile("'(?:[^']|'')*'|\\?(\\d+)|[^'?]+|.");
  private static final Pattern AND = Pattern.compile("(?i)\\bAND\\b");

  private static final Pattern BETWEEN = Pattern.compile("(?i)(\\S+) BETWEEN (\\S+) AND (\\S+)");

  private final Map<Integer, String> binds;

  /**
   * Of one statement.
   *
   * @param binds values as one writes them in SQL, by their places from 1
   */
  Terms(Map<Integer, String> binds) {
    this.binds = binds;
  }

  /** In lower case, without quotes, with the bind values, on one line. */
  String written(String condition) {
    String bare =
        CAST.matcher(COMMENT.matcher(withoutSubqueries(condition)).replaceAll(" "))
            .replaceAll("$1")
            .replace("\"", "");
    return PIECE
        .matcher(bare)
        .replaceAll(piece -> Matcher.quoteReplacement(written(piece)))
        .replaceAll("\\s+", " ")
        .replaceAll("\\( | (?=\\))", "")
        .strip();
  }

  private String written(MatchResult piece) {
    String text = piece.group();
    if (piece.group(1) != null) {
      return binds.getOrDefault(Integer.valueOf(piece.group(1)), text);
    }
    return text.startsWith("'") ? text : text.toLowerCase(Locale.ROOT);
  }

  /** The texts of the queries within, outermost only. */
  static List<String> subqueries(String condition) {
    List<String> found = new ArrayList<>();
    Matcher start = SUBQUERY.matcher(condition);
    for (int at = 0; start.find(at); ) {
      int end = close(condition, start.start());
      found.add(condition.substring(start.start() + 1, end).strip());
      at = end;
    }
    return found;
  }

  private static String withoutSubqueries(String condition) {
    String text = condition;
    for (Matcher start = SUBQUERY.matcher(text); start.find(); start = SUBQUERY.matcher(text)) {
      int end = close(text, start.start());
      text = text.substring(0, start.start()) + "(…" + text.substring(end);
    }
    return text;
  }

  /** Where a parenthesis is closed. */
  private static int close(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return text.length();
  }

  /** What of a condition the other conditions do not say already; empty if nothing. */
  String beyond(String condition, List<String> said) {
    List<String> known = said.stream().flatMap(one -> parts(one).map(this::alike)).toList();
    return parts(condition)
        .filter(part -> !known.contains(alike(part)))
        .map(this::written)
        .map(Terms::bare)
        .collect(Collectors.joining(" and "));
  }

  private static Stream<String> parts(String condition) {
    return SUBQUERY.matcher(condition).find()
        ? Stream.of(condition)
        : Arrays.stream(AND.split(BETWEEN.matcher(condition).replaceAll("$1 >= $2 AND $1 <= $3")))
            .filter(part -> !part.isBlank());
  }

  /** The same for {@code a.id = b.author_id} and {@code author_id = a.id}. */
  private String alike(String part) {
    return Arrays.stream(written(part).replaceAll("\\b[a-z]\\w*\\.", "").split("[()\\s]+"))
        .filter(word -> !word.isEmpty())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static String bare(String part) {
    return part.matches("\\([^()]*\\)") ? part.substring(1, part.length() - 1) : part;
  }
}
