package orrery.kernel.source;

/**
 * A token of Java source.
 *
 * @param text as written; for an operator, one character, but for {@code ++ -- -> :: ...}
 * @param start index in the source; {@code end} is exclusive
 * @param newLine whether a line ended between the token before and this one
 */
public record Token(Kind kind, String text, int start, int end, boolean newLine) {

  /** What a token is. */
  public enum Kind {
    /** Identifier or keyword. */
    WORD,
    /** Number, character, string or text block. */
    LITERAL,
    /** Operator, bracket or separator. */
    SIGN,
    /** End of the source. */
    END
  }

  /** Whether it is this word or sign; a literal never is. */
  public boolean is(String expected) {
    return kind != Kind.LITERAL && text.equals(expected);
  }

  /** Identifier or keyword. */
  public boolean isWord() {
    return kind == Kind.WORD;
  }

  /** The end of the source. */
  public boolean isEnd() {
    return kind == Kind.END;
  }
}
