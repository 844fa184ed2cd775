package orrery.kernel.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event.Row;
import orrery.kernel.trace.Text;

/**
 * What became of a table's rows. Both lists are in the order of the table's key; a row without a
 * key is the same only as long as all of it is.
 *
 * @param rows those that differ; of the others as many as there is room for, next to these first
 * @param leftOut rows that were not compared, or for which there was no room though they differ
 */
record Difference(List<Row> rows, long leftOut) {

  /**
   * Rows of a table that are told whole; of a longer one those that differ and their neighbours.
   */
  private static final int WHOLE = 30;

  private static final int VALUE_CHARS = 200;

  /** Characters of a table. */
  private static final int MOST_CHARS = 40_000;

  /** Characters that JSON puts around a value. */
  private static final int AROUND = 6;

  static Difference of(Shape shape, Snapshot before, Snapshot after) {
    List<Row> compared = compared(shape, before, after);
    List<Row> told = new ArrayList<>();
    long leftOut =
        Math.max(before.total(), after.total())
            - Math.max(before.rows().size(), after.rows().size());
    int chars = 0;
    for (Row row : near(compared)) {
      Row shortened = new Row(shortened(row.before()), shortened(row.after()));
      chars += chars(shortened.before()) + chars(shortened.after());
      if (chars <= MOST_CHARS) {
        told.add(shortened);
      } else if (differs(row)) {
        leftOut++;
      }
    }
    return new Difference(told, leftOut);
  }

  static boolean differs(Row row) {
    return !Objects.equals(row.before(), row.after());
  }

  private static List<Row> compared(Shape shape, Snapshot before, Snapshot after) {
    Map<Object, List<@Nullable String>> old = byKey(shape, before);
    Map<Object, List<@Nullable String>> now = byKey(shape, after);
    List<Row> rows = new ArrayList<>();
    List<Map.Entry<Object, List<@Nullable String>>> coming = new ArrayList<>(now.entrySet());
    int at = 0;
    int common = 0;
    for (Map.Entry<Object, List<@Nullable String>> one : old.entrySet()) {
      if (!now.containsKey(one.getKey())) {
        rows.add(new Row(one.getValue(), null));
        continue;
      }
      while (!coming.get(at).getKey().equals(one.getKey())) {
        rows.add(new Row(null, coming.get(at++).getValue()));
      }
      rows.add(new Row(one.getValue(), coming.get(at++).getValue()));
      common = rows.size();
    }
    coming.subList(at, coming.size()).forEach(row -> rows.add(new Row(null, row.getValue())));
    return certain(rows, common, before.isCut(), after.isCut());
  }

  /**
   * Beyond the last row that both have, a row that only one has may stand in the part of the other
   * that was not read.
   */
  private static List<Row> certain(
      List<Row> rows, int common, boolean beforeIsCut, boolean afterIsCut) {
    return IntStream.range(0, rows.size())
        .filter(
            i ->
                i < common
                    || !(beforeIsCut && rows.get(i).before() == null)
                        && !(afterIsCut && rows.get(i).after() == null))
        .mapToObj(rows::get)
        .toList();
  }

  private static Map<Object, List<@Nullable String>> byKey(Shape shape, Snapshot snapshot) {
    Map<Object, List<@Nullable String>> byKey = new LinkedHashMap<>();
    Map<List<@Nullable String>, Integer> seen = new HashMap<>();
    for (List<@Nullable String> row : snapshot.rows()) {
      List<@Nullable String> key = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        if (!shape.hasKey() || shape.columns().get(i).key()) {
          key.add(row.get(i));
        }
      }
      byKey.put(List.of(key, seen.merge(key, 1, Integer::sum)), row);
    }
    return byKey;
  }

  private static List<Row> near(List<Row> rows) {
    return rows.size() <= WHOLE
        ? rows
        : IntStream.range(0, rows.size()).filter(i -> isNear(rows, i)).mapToObj(rows::get).toList();
  }

  private static boolean isNear(List<Row> rows, int at) {
    return IntStream.rangeClosed(Math.max(0, at - 1), Math.min(rows.size() - 1, at + 1))
        .anyMatch(i -> differs(rows.get(i)));
  }

  private static @Nullable List<@Nullable String> shortened(
      @Nullable List<@Nullable String> values) {
    if (values == null) {
      return null;
    }
    List<@Nullable String> shortened = new ArrayList<>();
    values.forEach(
        value -> shortened.add(value == null ? null : Text.shortened(value, VALUE_CHARS)));
    return shortened;
  }

  private static int chars(@Nullable List<@Nullable String> values) {
    return values == null
        ? 0
        : values.stream().mapToInt(v -> AROUND + (v == null ? 0 : v.length())).sum();
  }
}
