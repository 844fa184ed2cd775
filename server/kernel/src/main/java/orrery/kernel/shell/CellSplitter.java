package orrery.kernel.shell;

import java.util.ArrayList;
import java.util.List;
import orrery.kernel.source.Lexer;
import orrery.kernel.source.Token;

/**
 * Splits the Java of a cell into pieces that JShell can evaluate one by one. JShell's own analysis
 * is not used: it takes two lines without semicolons for one statement, ends a chain of calls at
 * its first line, and takes an annotation on a line of its own for a statement.
 */
final class CellSplitter {

  /**
   * A statement, declaration or expression.
   *
   * @param start index of its first character in the cell
   * @param line where it begins, from 1
   * @param endLine where it ends
   * @param open whether it lacks the semicolon that Java would have at its end
   */
  record Piece(String source, int start, int line, int endLine, boolean open) {

    /** The source as JShell takes it. */
    String closed() {
      return open ? source + ";" : source;
    }
  }

  private CellSplitter() {}

  /**
   * The pieces of {@code cell} in order, without what is blank, comment or a lone semicolon, and
   * without the package of a pasted file, since cells have none. From where brackets do not match,
   * the rest of the cell is one piece.
   */
  static List<Piece> split(String cell) {
    List<Token> tokens = Lexer.tokens(cell);
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (!tokens.get(at).isEnd()) {
      StatementWalk walk = new StatementWalk(tokens, at);
      int end = walk.end();
      Token first = tokens.get(at);
      if (!first.is(";") && !first.is("package")) {
        pieces.add(piece(cell, first.start(), tokens.get(end - 1).end(), walk.isOpen()));
      }
      at = end;
    }
    return pieces;
  }

  /** Where each piece begins. */
  static List<Integer> starts(String cell) {
    return split(cell).stream().map(Piece::start).toList();
  }

  private static Piece piece(String cell, int start, int end, boolean open) {
    return new Piece(
        cell.substring(start, end), start, lineOf(cell, start), lineOf(cell, end), open);
  }

  /** The line of an index, from 1. */
  static int lineOf(String text, int index) {
    return 1 + (int) text.chars().limit(index).filter(c -> c == '\n').count();
  }

  /** The column of an index in its line, from 1. */
  static int columnOf(String text, int index) {
    return index - text.lastIndexOf('\n', index - 1);
  }
}
