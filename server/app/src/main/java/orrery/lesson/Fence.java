package orrery.lesson;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.jspecify.annotations.Nullable;

/**
 * A fenced block: {@code ```language words…} and its text.
 *
 * @param line of the opening fence, from 1
 * @param text with no line break at its end
 */
record Fence(int line, String language, List<String> words, String text) {

  private static final Pattern AT_LINE = Pattern.compile("expect line=([1-9]\\d{0,3})");

  /** What a fence is to a lesson. */
  enum Kind {
    CELL,
    CHECK,
    SOLUTION,
    COUNTERPART,
    OUTPUT,
    SQL,
    ERROR,
    TRACE,
    CONTEXT,
    ROWS,
    /** Code to read, with nothing asked of it. */
    PROSE,
    UNKNOWN
  }

  static Fence of(FencedCodeBlock block) {
    @Nullable String info = block.getInfo();
    List<String> words =
        info == null || info.isBlank() ? List.of("") : Arrays.asList(info.strip().split("\\s+"));
    return new Fence(
        Markdown.line(block),
        words.get(0),
        List.copyOf(words.subList(1, words.size())),
        withoutLastBreak(block.getLiteral()));
  }

  private static String withoutLastBreak(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  Kind kind() {
    return switch (language) {
      case "java" -> java();
      case "python" -> words.isEmpty() ? Kind.COUNTERPART : Kind.UNKNOWN;
      case "text" -> expected(Kind.OUTPUT);
      case "sql" -> expected(Kind.SQL);
      case "error" -> expected(Kind.ERROR);
      case "trace" -> expected(Kind.TRACE);
      case "context" -> expected(Kind.CONTEXT);
      case "rows" -> expected(Kind.ROWS);
      default -> words.isEmpty() ? Kind.PROSE : Kind.UNKNOWN;
    };
  }

  private Kind java() {
    if (words.contains("check") || words.contains("solution")) {
      Kind kind = words.get(0).equals("check") ? Kind.CHECK : Kind.SOLUTION;
      return words.size() == 1 ? kind : Kind.UNKNOWN;
    }
    return Kind.CELL;
  }

  private Kind expected(Kind kind) {
    if (words.isEmpty()) {
      return Kind.PROSE;
    }
    boolean known = words.equals(List.of("expect")) || kind == Kind.CONTEXT && atLine() > 0;
    return known ? kind : Kind.UNKNOWN;
  }

  /** The line of the cell in {@code expect line=7}; 0 if there is none. */
  int atLine() {
    Matcher place = AT_LINE.matcher(String.join(" ", words));
    return place.matches() ? Integer.parseInt(place.group(1)) : 0;
  }

  /** Of the first line of {@link #text}. */
  int textLine() {
    return line + 1;
  }

  /** The words after the opening fence, as written. */
  String info() {
    return words.isEmpty() ? language : language + " " + String.join(" ", words);
  }
}
