package orrery.kernel.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Event.Column;
import orrery.kernel.protocol.Event.Row;

class DifferenceTest {

  private static final Shape KEYED =
      new Shape(
          "t",
          "PUBLIC.T",
          List.of(new Column("id", "int", true), new Column("v", "int", false)),
          List.of(Types.INTEGER, Types.INTEGER),
          List.of(1));
  private static final Shape KEYLESS =
      new Shape(
          "t",
          "PUBLIC.T",
          List.of(new Column("id", "int", false), new Column("v", "int", false)),
          List.of(Types.INTEGER, Types.INTEGER),
          List.of(1, 2));

  @Test
  void changedCameAndWentInTheOrderOfTheKey() {
    Difference difference =
        Difference.of(KEYED, read("1 a", "2 b", "3 c"), read("0 z", "1 a", "3 d", "4 e"));

    assertThat(told(difference)).containsExactly("+ 0 z", "= 1 a", "- 2 b", "3 c > 3 d", "+ 4 e");
    assertThat(difference.leftOut()).isZero();
  }

  @Test
  void withoutAKeyARowGoesAndAnotherComes() {
    Difference difference = Difference.of(KEYLESS, read("1 a", "1 a", "2 b"), read("1 a", "2 c"));

    assertThat(told(difference)).containsExactly("= 1 a", "- 1 a", "- 2 b", "+ 2 c");
  }

  @Test
  void saysNothingOfRowsThatMayStandInThePartThatWasNotRead() {
    Difference fewer =
        Difference.of(KEYED, cut(9, "1 a", "2 b", "3 c"), cut(8, "2 b", "3 c", "4 d"));
    assertThat(told(fewer)).containsExactly("- 1 a", "= 2 b", "= 3 c");
    assertThat(fewer.leftOut()).isEqualTo(6);

    Difference more =
        Difference.of(KEYED, cut(9, "1 a", "2 b", "3 c"), cut(10, "0 z", "1 a", "2 b"));
    assertThat(told(more)).containsExactly("+ 0 z", "= 1 a", "= 2 b");
    assertThat(more.leftOut()).isEqualTo(7);
  }

  @Test
  void ofALongTableTellsWhatDiffersAndItsNeighbours() {
    String[] before = IntStream.range(100, 200).mapToObj(i -> i + " a").toArray(String[]::new);
    String[] after = before.clone();
    after[50] = "150 b";

    assertThat(told(Difference.of(KEYED, read(before), read(after))))
        .containsExactly("= 149 a", "150 a > 150 b", "= 151 a");
  }

  @Test
  void countsWhatFindsNoRoom() {
    String[] after =
        IntStream.range(100, 300).mapToObj(i -> i + " " + "x".repeat(900)).toArray(String[]::new);

    Difference difference = Difference.of(KEYED, read(), cut(1_000, after));
    assertThat(difference.rows()).hasSizeBetween(100, 199);
    assertThat(difference.leftOut()).isEqualTo(1_000 - difference.rows().size());
    assertThat(difference.rows().get(0).after()).element(1).asString().hasSize(200);
  }

  private static Snapshot read(String... rows) {
    return cut(rows.length, rows);
  }

  private static Snapshot cut(long total, String... rows) {
    List<List<String>> all = new ArrayList<>();
    for (String row : rows) {
      all.add(Arrays.asList(row.split(" ")));
    }
    return new Snapshot(List.copyOf(all), total);
  }

  private static List<String> told(Difference difference) {
    return difference.rows().stream().map(DifferenceTest::told).toList();
  }

  private static String told(Row row) {
    if (row.before() == null) {
      return "+ " + text(row.after());
    }
    if (row.after() == null) {
      return "- " + text(row.before());
    }
    return Difference.differs(row)
        ? text(row.before()) + " > " + text(row.after())
        : "= " + text(row.before());
  }

  private static String text(@Nullable List<@Nullable String> values) {
    return values == null ? "" : String.join(" ", values);
  }
}
