package orrery.kernel.find;

import java.util.List;
import java.util.Set;
import orrery.kernel.source.Brackets;
import orrery.kernel.source.Token;

/** Finds where the statement begins in which a token stands. */
final class StatementStart {

  static final int NONE = -1;

  /** What follows a closing brace that does not end a statement. */
  private static final Set<String> GOES_ON = Set.of(".", ")", ",", ";", "]");

  private final List<Token> tokens;
  private final List<Integer> pieces;

  /**
   * @param pieces where pieces of a cell begin, since they may lack a semicolon
   */
  StatementStart(List<Token> tokens, List<Integer> pieces) {
    this.tokens = tokens;
    this.pieces = pieces;
  }

  /**
   * Index of the statement's first token, which follows an arrow if it is the expression of a
   * lambda; {@link #NONE} within the head of a {@code for}.
   */
  int of(int index) {
    int depth = 0;
    for (int at = index; at > 0; at--) {
      Token before = tokens.get(at - 1);
      if (depth == 0 && pieces.contains(tokens.get(at).start())) {
        return at;
      }
      if (Brackets.closes(before)) {
        if (depth == 0 && before.is("}") && !GOES_ON.contains(tokens.get(at).text())) {
          return at;
        }
        depth++;
      } else if (Brackets.opens(before)) {
        if (depth == 0 && before.is("{")) {
          return at;
        }
        depth = Math.max(0, depth - 1);
      } else if (depth == 0 && before.is("->")) {
        return at;
      } else if (depth == 0 && before.is(";")) {
        return isInHead(at - 1) ? NONE : at;
      }
    }
    return 0;
  }

  /** Whether the brackets around are round. */
  private boolean isInHead(int index) {
    int depth = 0;
    for (int at = index - 1; at >= 0; at--) {
      if (Brackets.closes(tokens.get(at))) {
        depth++;
      } else if (Brackets.opens(tokens.get(at)) && depth-- == 0) {
        return tokens.get(at).is("(");
      }
    }
    return false;
  }
}
