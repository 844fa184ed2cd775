package orrery.kernel.shell;

import java.util.List;
import orrery.kernel.source.Brackets;
import orrery.kernel.source.Token;

/** Finds where one statement or declaration ends. */
final class StatementWalk {

  private final List<Token> tokens;
  private int at;
  private boolean open;

  StatementWalk(List<Token> tokens, int from) {
    this.tokens = tokens;
    this.at = from;
  }

  /** Index after the last token of the statement; of the end where brackets do not match. */
  int end() {
    skipStatement();
    return at;
  }

  /** Whether the statement lacks the semicolon at its end. To be asked after {@link #end}. */
  boolean isOpen() {
    return open;
  }

  private void skipStatement() {
    open = false;
    switch (token().text()) {
      case ";" -> at++;
      case "{" -> skipGroup();
      case "if" -> skipIf();
      case "for", "while" -> skipLoop();
      case "do" -> skipDo();
      case "try" -> skipTry();
      case "switch" -> skipSwitch();
      case "import", "package" -> skipImport();
      default -> skipLabelledOrDeclared();
    }
  }

  private void skipIf() {
    at++;
    skipGroupAt("(");
    skipStatement();
    if (accept("else")) {
      skipStatement();
    }
  }

  private void skipLoop() {
    at++;
    skipGroupAt("(");
    skipStatement();
  }

  private void skipDo() {
    at++;
    skipStatement();
    if (accept("while")) {
      skipGroupAt("(");
      open = !accept(";");
    }
  }

  private void skipTry() {
    at++;
    skipGroupAt("(");
    skipGroupAt("{");
    while (accept("catch")) {
      skipGroupAt("(");
      skipGroupAt("{");
    }
    if (accept("finally")) {
      skipGroupAt("{");
    }
  }

  /** A switch as a statement, unless something is called on its value. */
  private void skipSwitch() {
    at++;
    skipGroupAt("(");
    skipGroupAt("{");
    if (token().is(".")) {
      skipSimple();
    }
  }

  private void skipImport() {
    at++;
    while (isName() && goesOnWithName()) {
      at++;
    }
    open = !accept(";");
  }

  private boolean isName() {
    return token().isWord() || token().is(".") || token().is("*");
  }

  private boolean goesOnWithName() {
    return !token().newLine() || token().is(".") || before().is(".");
  }

  private void skipLabelledOrDeclared() {
    if (token().isWord() && peek(1).is(":")) {
      at += 2;
      skipStatement();
      return;
    }
    at = new ModifierWalk(tokens, at).end();
    if (startsType()) {
      skipType();
    } else if (token().is("synchronized")) {
      skipLoop();
    } else if (token().is("{")) {
      skipGroup();
    } else {
      skipSimple();
    }
  }

  private boolean startsType() {
    return switch (token().text()) {
      case "class", "interface", "enum", "@" -> true;
      case "record" -> peek(1).isWord() && (peek(2).is("(") || peek(2).is("<"));
      default -> false;
    };
  }

  private void skipType() {
    while (!token().isEnd() && !token().is("{") && !token().is(";")) {
      if (token().is("(")) {
        skipGroup();
      } else {
        at++;
      }
    }
    skipGroupAt("{");
  }

  private void skipSimple() {
    SimpleWalk walk = new SimpleWalk(tokens, at);
    at = walk.end();
    open = !walk.endsWithBody() && !before().is(";");
  }

  private boolean accept(String text) {
    if (!token().is(text)) {
      return false;
    }
    at++;
    return true;
  }

  private void skipGroupAt(String opening) {
    if (token().is(opening)) {
      skipGroup();
    }
  }

  private void skipGroup() {
    at = Brackets.end(tokens, at);
  }

  private Token token() {
    return tokens.get(at);
  }

  private Token before() {
    return tokens.get(at - 1);
  }

  private Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }
}
