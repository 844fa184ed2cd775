package orrery.kernel.shell;

import java.util.List;
import java.util.Set;
import orrery.kernel.source.Brackets;
import orrery.kernel.source.Token;

/**
 * Finds where an expression, variable or method ends: at its semicolon, after the body of a method,
 * or at the end of a line after which nothing goes on.
 */
final class SimpleWalk {

  /** Words after which a statement cannot end. */
  private static final Set<String> OPEN_WORDS =
      Set.of("new", "return", "throw", "assert", "instanceof", "throws", "yield");

  /** Words that a parenthesis may follow without making them the name of a method. */
  private static final Set<String> NOT_TYPES =
      Set.of("new", "return", "throw", "assert", "instanceof", "else", "yield", "case");

  private static final Set<String> NOT_NAMES =
      Set.of("switch", "if", "while", "for", "catch", "synchronized", "super", "this");

  /** Signs that begin a statement when they begin a line. */
  private static final Set<String> STARTERS = Set.of("(", "[", "{", "@", "++", "--", "!", "~");

  /** Signs that may end a statement when they end a line. */
  private static final Set<String> ENDERS = Set.of(")", "]", "}", "++", "--");

  private final List<Token> tokens;
  private final int from;
  private int at;
  private boolean method;
  private boolean creation;
  private boolean body;

  SimpleWalk(List<Token> tokens, int from) {
    this.tokens = tokens;
    this.from = from;
    this.at = from;
  }

  int end() {
    while (!token().isEnd()) {
      if (Brackets.closes(token())) {
        return tokens.size() - 1;
      }
      if (at > from && token().newLine() && !goesOn()) {
        return at;
      }
      if (token().is(";")) {
        return at + 1;
      }
      body = method && token().is("{");
      step();
      if (body) {
        return at;
      }
    }
    return at;
  }

  /** Whether it is a method with its body. To be asked after {@link #end}. */
  boolean endsWithBody() {
    return body;
  }

  private void step() {
    creation |= token().is("new");
    if (token().is("(") && !method) {
      method = isMethodHeader();
    }
    at = Brackets.opens(token()) ? Brackets.end(tokens, at) : at + 1;
  }

  /** Whether the parenthesis here begins the parameters of a method that is declared. */
  private boolean isMethodHeader() {
    int name = at - 1;
    if (name < from || !tokens.get(name).isWord() || NOT_NAMES.contains(tokens.get(name).text())) {
      return false;
    }
    if (assignedBefore(name)) {
      return false;
    }
    if (name == from) {
      return bodyFollowsOnLine();
    }
    Token type = tokens.get(name - 1);
    return type.isWord() && !NOT_TYPES.contains(type.text()) || type.is(">") || type.is("]");
  }

  private boolean assignedBefore(int index) {
    return tokens.subList(from, index).stream().anyMatch(token -> token.is("=") || token.is("->"));
  }

  /** {@code main() {}}: a method without its type, for the compiler to complain about. */
  private boolean bodyFollowsOnLine() {
    Token next = tokens.get(Brackets.end(tokens, at));
    return next.is("{") && !next.newLine();
  }

  /** Whether the statement goes on in the line that begins here. */
  private boolean goesOn() {
    Token last = tokens.get(at - 1);
    if (leavesOpen(last) || token().is("instanceof")) {
      return true;
    }
    if (method && (token().is("{") || token().is("throws"))) {
      return true;
    }
    if (token().is("{")) {
      return creation && (last.is(")") || last.is("]"));
    }
    return token().kind() == Token.Kind.SIGN && !STARTERS.contains(token().text());
  }

  private boolean leavesOpen(Token last) {
    return switch (last.kind()) {
      case WORD -> OPEN_WORDS.contains(last.text());
      case SIGN -> !ENDERS.contains(last.text());
      case LITERAL, END -> false;
    };
  }

  private Token token() {
    return tokens.get(at);
  }
}
