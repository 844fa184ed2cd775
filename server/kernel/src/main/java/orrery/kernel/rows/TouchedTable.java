package orrery.kernel.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;

/** A table that a run writes to. */
final class TouchedTable {

  private final Shape shape;
  private final List<Writer> writers = new ArrayList<>();

  TouchedTable(Shape shape) {
    this.shape = shape;
  }

  void writtenBy(Writer writer) {
    writers.add(writer);
  }

  /**
   * What became of its rows: once for each transaction that is still open, once for all that have
   * ended.
   */
  List<Event> rows(long run, String cell, Readers readers) throws SQLException {
    List<Event> told = new ArrayList<>();
    for (Writer writer : writers) {
      Connection uncommitted = writer.uncommitted();
      if (uncommitted != null) {
        Difference difference =
            Difference.of(shape, writer.before(), Snapshot.of(uncommitted, shape));
        told.add(event(run, cell, writer, true, difference));
      }
    }
    Writer last = lastCompleted();
    if (last != null) {
      Snapshot after = Snapshot.of(readers.to(last.number()), shape);
      Difference difference = Difference.of(shape, writers.get(0).before(), after);
      if (told.isEmpty() || difference.rows().stream().anyMatch(Difference::differs)) {
        told.add(event(run, cell, last, false, difference));
      }
    }
    return told;
  }

  private @Nullable Writer lastCompleted() {
    return writers.stream()
        .filter(Writer::hasCompleted)
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  private Event event(
      long run, String cell, Writer writer, boolean uncommitted, Difference difference) {
    return new Event.Rows(
        run,
        cell,
        shape.name(),
        writer.number(),
        uncommitted,
        shape.columns(),
        difference.rows(),
        difference.leftOut());
  }
}
