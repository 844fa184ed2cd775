package orrery.kernel.plan;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;
import orrery.kernel.trace.Text;

/** Reads the first rows that a query answers. */
final class Results {

  private static final int SHOWN = 20;
  private static final int COUNTED = 10_000;
  private static final int MOST_COLUMNS = 50;
  private static final int VALUE_CHARS = 200;

  /** A value as text might be all of a file. */
  private static final Set<Integer> LARGE =
      Set.of(Types.BLOB, Types.CLOB, Types.NCLOB, Types.LONGVARBINARY);

  private Results() {}

  /** Rows after the ten-thousandth are not counted. */
  static Event.Result read(ResultSet rows, Sources sources) throws SQLException {
    ResultSetMetaData about = rows.getMetaData();
    List<String> columns = new ArrayList<>();
    List<@Nullable String> attributes = new ArrayList<>();
    int width = Math.min(about.getColumnCount(), MOST_COLUMNS);
    for (int i = 1; i <= width; i++) {
      columns.add(Names.written(about.getColumnLabel(i)));
      attributes.add(sources.of(about.getTableName(i), about.getColumnName(i)));
    }
    List<List<@Nullable String>> shown = new ArrayList<>();
    long total = 0;
    while (total < COUNTED && rows.next()) {
      if (total++ < SHOWN) {
        shown.add(row(rows, width));
      }
    }
    return new Event.Result(columns, attributes, shown, total);
  }

  private static List<@Nullable String> row(ResultSet rows, int width) throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      values.add(
          LARGE.contains(rows.getMetaData().getColumnType(i)) ? "(large object)" : text(rows, i));
    }
    return values;
  }

  private static @Nullable String text(ResultSet rows, int column) throws SQLException {
    String value = rows.getString(column);
    return value == null ? null : Text.shortened(value, VALUE_CHARS);
  }
}
