package orrery.kernel.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Matching brackets. */
public final class Brackets {

  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  private Brackets() {}

  /** Whether it is an opening bracket. */
  public static boolean opens(Token token) {
    return token.kind() == Token.Kind.SIGN && OPENING.contains(token.text());
  }

  /** Whether it is a closing bracket. */
  public static boolean closes(Token token) {
    return token.kind() == Token.Kind.SIGN && CLOSING.contains(token.text());
  }

  /**
   * Index after the bracket that closes the one at {@code from}; of the end of the source where
   * brackets do not match.
   */
  public static int end(List<Token> tokens, int from) {
    int last = tokens.size() - 1;
    Deque<Integer> open = new ArrayDeque<>();
    for (int at = from; at < last; at++) {
      Token token = tokens.get(at);
      if (opens(token)) {
        open.push(OPENING.indexOf(token.text()));
      } else if (closes(token) && open.pop() != CLOSING.indexOf(token.text())) {
        return last;
      }
      if (open.isEmpty()) {
        return at + 1;
      }
    }
    return last;
  }
}
