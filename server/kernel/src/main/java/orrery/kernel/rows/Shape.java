package orrery.kernel.rows;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import orrery.kernel.protocol.Event.Column;

/**
 * What a table looks like.
 *
 * @param name as the first statement wrote it
 * @param fullName as the database has it, with its schema
 * @param types of the columns, of {@link Types}
 * @param ordered the columns' places by which its rows are read in an order, from 1
 */
record Shape(
    String name,
    String fullName,
    List<Column> columns,
    List<Integer> types,
    List<Integer> ordered) {

  /** Columns of a table that are told. */
  private static final int MOST_COLUMNS = 40;

  /** The names of types as most people know them. */
  private static final Map<String, String> KNOWN_AS =
      Map.of(
          "character varying", "varchar",
          "character large object", "clob",
          "binary large object", "blob",
          "binary varying", "varbinary");

  private static final Set<Integer> SIZED =
      Set.of(Types.VARCHAR, Types.CHAR, Types.NVARCHAR, Types.VARBINARY, Types.BINARY);
  private static final Set<Integer> SCALED = Set.of(Types.NUMERIC, Types.DECIMAL);
  private static final Set<Integer> UNORDERED =
      Set.of(
          Types.CLOB,
          Types.NCLOB,
          Types.BLOB,
          Types.LONGVARCHAR,
          Types.LONGVARBINARY,
          Types.ARRAY,
          Types.OTHER,
          Types.JAVA_OBJECT,
          Types.SQLXML);

  /** Asks the database, without reading a row. */
  static Shape of(Connection connection, String table) throws SQLException {
    try (PreparedStatement all = connection.prepareStatement("select * from " + table)) {
      ResultSetMetaData meta = all.getMetaData();
      if (meta == null) {
        throw new SQLException("the driver does not say what columns " + table + " has");
      }
      DatabaseMetaData database = connection.getMetaData();
      List<String> key = key(database, meta);
      List<Column> columns = new ArrayList<>();
      List<Integer> types = new ArrayList<>();
      for (int i = 1; i <= Math.min(meta.getColumnCount(), MOST_COLUMNS); i++) {
        columns.add(column(meta, i, key, database.storesUpperCaseIdentifiers()));
        types.add(meta.getColumnType(i));
      }
      String fullName = meta.getSchemaName(1) + "." + meta.getTableName(1);
      return new Shape(table, fullName, columns, types, ordered(meta, key, types));
    }
  }

  /** The key's columns in its order; empty if the table has none. */
  private static List<String> key(DatabaseMetaData database, ResultSetMetaData meta)
      throws SQLException {
    Map<Integer, String> key = new TreeMap<>();
    try (ResultSet found =
        database.getPrimaryKeys(
            meta.getCatalogName(1), meta.getSchemaName(1), meta.getTableName(1))) {
      while (found.next()) {
        key.put(found.getInt("KEY_SEQ"), found.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(key.values());
  }

  private static Column column(ResultSetMetaData meta, int i, List<String> key, boolean upper)
      throws SQLException {
    String name = meta.getColumnName(i);
    boolean plain = upper && name.equals(name.toUpperCase(Locale.ROOT));
    return new Column(
        plain ? name.toLowerCase(Locale.ROOT) : name, type(meta, i), key.contains(name));
  }

  private static String type(ResultSetMetaData meta, int i) throws SQLException {
    String said = meta.getColumnTypeName(i).toLowerCase(Locale.ROOT);
    String name = KNOWN_AS.getOrDefault(said, said);
    if (SCALED.contains(meta.getColumnType(i))) {
      return name + "(" + meta.getPrecision(i) + "," + meta.getScale(i) + ")";
    }
    return SIZED.contains(meta.getColumnType(i)) ? name + "(" + meta.getPrecision(i) + ")" : name;
  }

  /** By the key; without one by all that has an order. */
  private static List<Integer> ordered(
      ResultSetMetaData meta, List<String> key, List<Integer> types) throws SQLException {
    List<Integer> ordered = new ArrayList<>();
    for (String column : key) {
      for (int i = 1; i <= types.size(); i++) {
        if (meta.getColumnName(i).equals(column)) {
          ordered.add(i);
        }
      }
    }
    return ordered.isEmpty()
        ? IntStream.rangeClosed(1, types.size())
            .filter(i -> !UNORDERED.contains(types.get(i - 1)))
            .boxed()
            .toList()
        : ordered;
  }

  boolean hasKey() {
    return columns.stream().anyMatch(Column::key);
  }

  /** Reads rows in their order. */
  String select(long from, int most) {
    StringBuilder sql = new StringBuilder("select * from ").append(name);
    for (int i = 0; i < ordered.size(); i++) {
      sql.append(i == 0 ? " order by " : ", ").append(ordered.get(i));
    }
    if (from > 0) {
      sql.append(" offset ").append(from).append(" rows");
    }
    return sql.append(" fetch first ").append(most).append(" rows only").toString();
  }

  String count() {
    return "select count(*) from " + name;
  }
}
