package orrery.kernel.shell;

/**
 * A token of Java source.
 *
 * @param text as written; for an operator, one character, but for {@code ++ -- -> :: ...}
 * @param start index in the source; {@code end} is exclusive
 * @param newLine whether a line ended between the token before and this one
 */
record Token(Kind kind, String text, int start, int end, boolean newLine) {

  enum Kind {
    /** Identifier or keyword. */
    WORD,
    /** Number, character, string or text block. */
    LITERAL,
    /** Operator, bracket or separator. */
    SIGN,
    /** End of the source. */
    END
  }

  boolean is(String expected) {
    return kind != Kind.LITERAL && text.equals(expected);
  }

  boolean isWord() {
    return kind == Kind.WORD;
  }

  boolean isEnd() {
    return kind == Kind.END;
  }
}
