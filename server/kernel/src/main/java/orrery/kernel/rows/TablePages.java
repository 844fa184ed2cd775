package orrery.kernel.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.trace.Text;

/** Shows whole tables, a page at a time, as everyone but an open transaction sees them. */
public final class TablePages {

  private static final int ROWS = 50;
  private static final int SECONDS = 5;
  private static final int VALUE_CHARS = 200;

  private final Databases databases;

  public TablePages(Databases databases) {
    this.databases = databases;
  }

  /** A page of a table; in words if there is none. */
  public Event.Answer page(Command.Table ask) {
    if (!WrittenTable.isName(ask.table()) || ask.from() < 0) {
      return new Event.Declined(ask, "That is not the name of a table.");
    }
    try (Connection connection = databases.open(ask.connection())) {
      Shape shape = Shape.of(connection, ask.table());
      Snapshot page = Snapshot.of(connection, shape, ask.from(), ROWS, SECONDS);
      return new Event.TablePage(
          ask.cell(),
          ask.table(),
          ask.connection(),
          shape.columns(),
          page.rows().stream().map(TablePages::shortened).toList(),
          ask.from(),
          page.total());
    } catch (SQLException e) {
      return new Event.Declined(ask, Databases.firstLine(e));
    }
  }

  private static List<@Nullable String> shortened(List<@Nullable String> row) {
    List<@Nullable String> shortened = new ArrayList<>();
    row.forEach(value -> shortened.add(value == null ? null : Text.shortened(value, VALUE_CHARS)));
    return shortened;
  }
}
