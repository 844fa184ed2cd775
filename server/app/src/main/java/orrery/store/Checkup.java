package orrery.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * What a file holds, all of it read: H2 opens a file whose pages are broken, and would find out
 * when a learner opens the notebook that stands there.
 */
record Checkup(long notebooks, long events) {

  private static final Pattern WORDS = Pattern.compile("-n(\\d+)-e(\\d+)\\.");

  /** As notebooks are read, so that the same pages are. */
  private static final String EVENTS =
      "select seq, length(slot), length(json) from event where notebook = ? order by seq";

  private static final String SLOTS =
      "select count(*) from event where notebook = ? and slot >= '' and seq > 0";

  /**
   * @throws SQLException if it can't be read, or is no store of notebooks
   */
  static Checkup of(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      if (ids(connection, "select \"version\" from \"flyway_schema_history\"").isEmpty()) {
        throw new SQLException("it does not know the version of its own schema");
      }
      List<String> notebooks = ids(connection, "select id, lesson from notebook order by id");
      long events = 0;
      for (String notebook : notebooks) {
        events += rows(connection, EVENTS, notebook);
        rows(connection, SLOTS, notebook);
      }
      return new Checkup(notebooks.size(), events);
    }
  }

  private static List<String> ids(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<String> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(String.valueOf(rows.getString(1)));
      }
      return ids;
    }
  }

  private static long rows(Connection connection, String sql, String notebook) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, notebook);
      try (ResultSet rows = statement.executeQuery()) {
        long count = 0;
        while (rows.next()) {
          count++;
        }
        return count;
      }
    }
  }

  /** As a part of a file's name. */
  String words() {
    return "-n" + notebooks + "-e" + events;
  }

  /** What the file of that name holds, nothing if it does not say. */
  static Checkup told(String name) {
    Matcher told = WORDS.matcher(name);
    return told.find()
        ? new Checkup(Long.parseLong(told.group(1)), Long.parseLong(told.group(2)))
        : new Checkup(0, 0);
  }

  /**
   * Whether it can't have come of what {@code earlier} tells: no notebook is ever removed, and none
   * loses all its Events. H2 opens a file whose newest pages are broken as it was long before.
   */
  boolean isBehind(Checkup earlier) {
    return notebooks < earlier.notebooks || events == 0 && earlier.events > 0;
  }
}
