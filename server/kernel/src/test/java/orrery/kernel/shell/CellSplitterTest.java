package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import orrery.kernel.shell.CellSplitter.Piece;

class CellSplitterTest {

  record Row(String cell, List<String> pieces) {
    @Override
    public String toString() {
      return cell;
    }
  }

  /** A row without a result is a cell that is one piece. */
  static List<Row> rows() {
    return Stream.of(table().split("======\n")).map(CellSplitterTest::row).toList();
  }

  private static String table() {
    try (InputStream in = CellSplitterTest.class.getResourceAsStream("cells.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String text) {
    List<String> parts = List.of(text.split("------\n", -1));
    List<String> pieces =
        (parts.size() == 1 ? parts : parts.subList(1, parts.size()))
            .stream().map(String::strip).filter(piece -> !piece.isEmpty()).toList();
    return new Row(parts.get(0), pieces);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void splits(Row row) {
    assertThat(CellSplitter.split(row.cell())).extracting(Piece::source).isEqualTo(row.pieces());
  }

  @Test
  void tellsWherePiecesStand() {
    String cell = "\n  // x\n  int a = 1; a\n    .b()\n\n";

    assertThat(CellSplitter.split(cell))
        .containsExactly(
            new Piece("int a = 1;", 10, 3, 3, false), new Piece("a\n    .b()", 21, 3, 4, true));
  }

  @Test
  void knowsWhichPiecesLackTheirSemicolon() {
    String cell =
        """
        int a = 1
        import java.util.*
        Runnable r = () -> { }
        if (x) foo()
        do { } while (x)
        """;
    assertThat(CellSplitter.split(cell)).hasSize(5).allMatch(Piece::open);

    cell =
        """
        int a = 1;
        import java.util.*;
        void f() { }
        if (x) foo(); else { }
        do { } while (x);
        class A { }
        abstract void g();
        """;
    assertThat(CellSplitter.split(cell)).hasSize(7).noneMatch(Piece::open);
  }

  @Test
  void isNeverLost() {
    String all = table();

    for (int length = 0; length < all.length(); length += 7) {
      String cell = all.substring(0, length);
      List<Piece> pieces = CellSplitter.split(cell);
      assertThat(pieces).allMatch(piece -> cell.startsWith(piece.source(), piece.start()));
    }
  }
}
