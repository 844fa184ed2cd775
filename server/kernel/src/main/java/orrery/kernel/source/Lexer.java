package orrery.kernel.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts Java source into tokens, comments left out. Never fails: a string without its end reaches to
 * the end of its line, a comment or text block without its end to the end of the source.
 */
public final class Lexer {

  private static final Set<String> PAIRS = Set.of("++", "--", "->", "::");
  private static final String TEXT_BLOCK = "\"\"\"";

  private final String source;
  private int at;
  private boolean newLine;

  private Lexer(String source) {
    this.source = source;
  }

  /** The tokens of {@code source}; the last is always of kind END. */
  public static List<Token> tokens(String source) {
    Lexer lexer = new Lexer(source);
    List<Token> tokens = new ArrayList<>();
    Token token;
    do {
      token = lexer.next();
      tokens.add(token);
    } while (!token.isEnd());
    return tokens;
  }

  private Token next() {
    newLine = false;
    skipBlanks();
    int start = at;
    if (at == source.length()) {
      return new Token(Token.Kind.END, "", start, start, newLine);
    }
    Token.Kind kind = consume(source.charAt(at));
    return new Token(kind, source.substring(start, at), start, at, newLine);
  }

  private Token.Kind consume(char c) {
    if (source.startsWith(TEXT_BLOCK, at)) {
      consumeTextBlock();
    } else if (c == '"' || c == '\'') {
      consumeQuoted(c);
    } else if (Character.isDigit(c)) {
      consumeNumber();
    } else if (Character.isJavaIdentifierStart(c)) {
      consumeWord();
      return Token.Kind.WORD;
    } else {
      at += signLength();
      return Token.Kind.SIGN;
    }
    return Token.Kind.LITERAL;
  }

  private void skipBlanks() {
    while (at < source.length()) {
      if (source.startsWith("//", at)) {
        skipTo(source.indexOf('\n', at), 0);
      } else if (source.startsWith("/*", at)) {
        int start = at;
        skipTo(source.indexOf("*/", at + 2), 2);
        newLine |= source.substring(start, at).indexOf('\n') >= 0;
      } else if (Character.isWhitespace(source.charAt(at))) {
        newLine |= source.charAt(at) == '\n';
        at++;
      } else {
        return;
      }
    }
  }

  private void skipTo(int index, int length) {
    at = index < 0 ? source.length() : index + length;
  }

  private void consumeTextBlock() {
    at += TEXT_BLOCK.length();
    while (at < source.length() && !source.startsWith(TEXT_BLOCK, at)) {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + TEXT_BLOCK.length(), source.length());
  }

  private void consumeQuoted(char quote) {
    at++;
    while (at < source.length() && source.charAt(at) != quote && source.charAt(at) != '\n') {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at, source.length());
    if (at < source.length() && source.charAt(at) == quote) {
      at++;
    }
  }

  /** Suffixes, underscores and hexadecimal digits are letters; a sign may follow an exponent. */
  private void consumeNumber() {
    boolean hexadecimal = source.startsWith("0x", at) || source.startsWith("0X", at);
    while (at < source.length() && isOfNumber(source.charAt(at), hexadecimal)) {
      at++;
    }
  }

  private boolean isOfNumber(char c, boolean hexadecimal) {
    if (c == '+' || c == '-') {
      char before = Character.toLowerCase(source.charAt(at - 1));
      return before == (hexadecimal ? 'p' : 'e');
    }
    return Character.isJavaIdentifierPart(c) || c == '.';
  }

  private void consumeWord() {
    while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
      at++;
    }
  }

  private int signLength() {
    if (source.startsWith("...", at)) {
      return 3;
    }
    int two = Math.min(at + 2, source.length());
    return PAIRS.contains(source.substring(at, two)) ? 2 : 1;
  }
}
