package orrery.kernel.rows;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Text;

/**
 * The first rows of a table, as text.
 *
 * @param rows in the table's order
 * @param total rows of the table
 */
record Snapshot(List<List<@Nullable String>> rows, long total) {

  /** Rows that are read. */
  static final int MOST_ROWS = 200;

  /** Characters of all values together; no further row is read beyond them. */
  private static final int MOST_CHARS = 200_000;

  /** Characters of a value, as far as it is compared. */
  private static final int VALUE_CHARS = 1_000;

  private static final int BYTES = 16;

  /** Reads the first rows; on the learner's own connection, what that has not committed too. */
  static Snapshot of(Connection connection, Shape shape) throws SQLException {
    return of(connection, shape, 0, MOST_ROWS, 0);
  }

  /**
   * Reads rows from a place on.
   *
   * @param timeout seconds; 0 for none, which leaves the connection as it is
   */
  static Snapshot of(Connection connection, Shape shape, long from, int most, int timeout)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (timeout > 0) {
        statement.setQueryTimeout(timeout);
      }
      List<List<@Nullable String>> rows = new ArrayList<>();
      boolean all = read(statement, shape, from, most, rows);
      return new Snapshot(rows, all ? from + rows.size() : count(statement, shape));
    }
  }

  /** True if there are no more. */
  private static boolean read(
      Statement statement, Shape shape, long from, int most, List<List<@Nullable String>> rows)
      throws SQLException {
    int chars = 0;
    try (ResultSet found = statement.executeQuery(shape.select(from, most + 1))) {
      while (found.next()) {
        if (rows.size() == most || chars > MOST_CHARS) {
          return false;
        }
        List<@Nullable String> row = row(found, shape);
        for (String value : row) {
          chars += value == null ? 0 : value.length();
        }
        rows.add(row);
      }
    }
    // A place beyond the end says nothing of how many there are before it.
    return !rows.isEmpty() || from == 0;
  }

  private static long count(Statement statement, Shape shape) throws SQLException {
    try (ResultSet counted = statement.executeQuery(shape.count())) {
      counted.next();
      return counted.getLong(1);
    }
  }

  private static List<@Nullable String> row(ResultSet found, Shape shape) throws SQLException {
    @Nullable String[] row = new String[shape.columns().size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = value(found, i + 1, shape.types().get(i));
    }
    return Arrays.asList(row);
  }

  private static @Nullable String value(ResultSet found, int column, int type) throws SQLException {
    return switch (type) {
      case Types.CLOB, Types.NCLOB -> text(found.getClob(column));
      case Types.BLOB -> bytes(found.getBlob(column));
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> bytes(found.getBytes(column));
      default -> text(found.getString(column));
    };
  }

  private static @Nullable String text(@Nullable String text) {
    return text == null ? null : Text.shortened(text, VALUE_CHARS);
  }

  private static @Nullable String text(@Nullable Clob clob) throws SQLException {
    if (clob == null) {
      return null;
    }
    char[] start = new char[VALUE_CHARS + 1];
    try (Reader reader = clob.getCharacterStream()) {
      int read = Math.max(0, reader.read(start));
      return Text.shortened(new String(start, 0, read), VALUE_CHARS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String bytes(@Nullable Blob blob) throws SQLException {
    return blob == null ? null : hex(blob.getBytes(1, BYTES), blob.length());
  }

  private static @Nullable String bytes(byte @Nullable [] bytes) {
    return bytes == null
        ? null
        : hex(Arrays.copyOf(bytes, Math.min(BYTES, bytes.length)), bytes.length);
  }

  private static String hex(byte[] start, long length) {
    String text = HexFormat.of().formatHex(start);
    return length > start.length ? text + "… (" + length + " bytes)" : text;
  }

  /** Whether the table has more rows than were read. */
  boolean isCut() {
    return total > rows.size();
  }
}
