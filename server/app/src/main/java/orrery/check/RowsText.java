package orrery.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;

/**
 * What a run changed in the tables, as lines: {@code books, uncommitted}, below it {@code 1: price
 * 12.99 → 9.99} for a changed row, named by its key, {@code + 3} for one that came and {@code - 2}
 * for one that went. A table that was written to and is as before says {@code nothing changed}.
 */
final class RowsText {

  private RowsText() {}

  static List<String> of(List<Event.OfRun> events) {
    return Transcript.each(Event.Rows.class, events)
        .flatMap(table -> lines(table).stream())
        .toList();
  }

  private static List<String> lines(Event.Rows table) {
    List<String> changes =
        table.rows().stream().flatMap(row -> change(table, row)).map(line -> "  " + line).toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        table.table()
            + (table.uncommitted() ? ", uncommitted" : "")
            + (changes.isEmpty() ? ": nothing changed" : ""));
    lines.addAll(changes);
    return lines;
  }

  private static Stream<String> change(Event.Rows table, Event.Row row) {
    List<@Nullable String> before = row.before();
    List<@Nullable String> after = row.after();
    if (before == null) {
      return after == null ? Stream.empty() : Stream.of("+ " + key(table, after));
    }
    if (after == null) {
      return Stream.of("- " + key(table, before));
    }
    String changes =
        IntStream.range(0, table.columns().size())
            .filter(i -> !Objects.equals(before.get(i), after.get(i)))
            .mapToObj(
                i -> table.columns().get(i).name() + " " + before.get(i) + " → " + after.get(i))
            .collect(Collectors.joining(", "));
    return changes.isEmpty() ? Stream.empty() : Stream.of(key(table, before) + ": " + changes);
  }

  /** Of a table without a key, all values. */
  private static String key(Event.Rows table, List<@Nullable String> values) {
    boolean keyed = table.columns().stream().anyMatch(Event.Column::key);
    return IntStream.range(0, values.size())
        .filter(i -> !keyed || table.columns().get(i).key())
        .mapToObj(i -> String.valueOf(values.get(i)))
        .collect(Collectors.joining(", "));
  }
}
