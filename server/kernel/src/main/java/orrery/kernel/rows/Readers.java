package orrery.kernel.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Connections of our own, one to a database, open only as long as a look takes. */
final class Readers implements AutoCloseable {

  private final Databases databases;
  private final Map<String, Connection> open = new HashMap<>();

  Readers(Databases databases) {
    this.databases = databases;
  }

  /** One to the database that a connection of the learner's leads to. */
  Connection to(int number) throws SQLException {
    String url = databases.url(number);
    Connection known = open.get(url);
    if (known != null) {
      return known;
    }
    Connection opened = databases.open(number);
    open.put(url, opened);
    return opened;
  }

  @Override
  public void close() {
    for (Connection connection : open.values()) {
      try {
        connection.close();
      } catch (SQLException e) {
        // It was only read; what it held goes with its database.
      }
    }
  }
}
