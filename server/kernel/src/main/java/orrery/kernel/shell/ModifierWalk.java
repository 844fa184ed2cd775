package orrery.kernel.shell;

import java.util.List;
import java.util.Set;
import orrery.kernel.source.Brackets;
import orrery.kernel.source.Token;

/** Finds where the modifiers and annotations before a declaration end. */
final class ModifierWalk {

  private static final Set<String> MODIFIERS =
      Set.of(
          "public",
          "protected",
          "private",
          "static",
          "final",
          "abstract",
          "native",
          "transient",
          "volatile",
          "strictfp",
          "default",
          "synchronized",
          "sealed");

  private final List<Token> tokens;
  private int at;

  ModifierWalk(List<Token> tokens, int from) {
    this.tokens = tokens;
    this.at = from;
  }

  int end() {
    while (true) {
      if (token().is("@") && !peek(1).is("interface")) {
        skipAnnotation();
      } else if (token().is("non") && peek(1).is("-") && peek(2).is("sealed")) {
        at += 3;
      } else if (isModifier()) {
        at++;
      } else {
        return at;
      }
    }
  }

  /** {@code sealed} is a name too, and {@code synchronized} also begins a statement. */
  private boolean isModifier() {
    return switch (token().text()) {
      case "synchronized" -> !peek(1).is("(");
      case "sealed" -> peek(1).isWord();
      default -> token().isWord() && MODIFIERS.contains(token().text());
    };
  }

  private void skipAnnotation() {
    at++;
    while (token().isWord()) {
      at++;
      if (!token().is(".")) {
        break;
      }
      at++;
    }
    if (token().is("(")) {
      at = Brackets.end(tokens, at);
    }
  }

  private Token token() {
    return tokens.get(at);
  }

  private Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }
}
