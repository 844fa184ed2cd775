package orrery.kernel.rows;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;
import orrery.kernel.trace.ConnectionWatch;

/**
 * Reads each table before a run first writes to it and when the run is over, and tells what became
 * of its rows. The first is read on the connection that is about to write, since that alone sees
 * its own changes; so is the second, as long as its transaction is open.
 *
 * <p>Only the first table of a statement's text is seen: not what a trigger or a cascade of the
 * database changes beside it.
 */
public final class RowWatch implements ConnectionWatch {

  /** Tables of a run that are told. */
  private static final int MOST_TABLES = 20;

  private final Databases databases;
  private final PrintStream log;
  private final Map<String, Shape> shapes = new HashMap<>();

  /** By connection and name; null values for what cannot be read. */
  private final Map<String, @Nullable Writer> writers = new HashMap<>();

  private final Map<String, TouchedTable> tables = new LinkedHashMap<>();

  /** Tables that the run made, with the number of the connection that did. */
  private final Map<String, Integer> made = new LinkedHashMap<>();

  private @Nullable Latest latest;
  private boolean on;

  /** The statement that ran last: most often the next is the same. */
  private record Latest(String sql, int number, @Nullable Writer writer) {}

  /**
   * Watches nothing until {@link #begin}.
   *
   * @param log takes what the server's operator should know
   */
  public RowWatch(Databases databases, PrintStream log) {
    this.databases = databases;
    this.log = log;
  }

  /** A run begins: from here on tables are read. */
  public synchronized void begin() {
    forget();
    on = true;
  }

  @Override
  public synchronized void running(int number, Connection own, String sql) {
    Latest before = latest;
    if (before != null && before.number() == number && before.sql().equals(sql)) {
      if (before.writer() != null) {
        before.writer().writes(own);
      }
    } else if (on) {
      latest = new Latest(sql, number, seen(number, own, sql));
    }
  }

  /** The writer that the statement makes of its connection; null if it writes to no table. */
  private @Nullable Writer seen(int number, Connection own, String sql) {
    String table = WrittenTable.of(sql);
    if (table != null) {
      return writing(number, own, table);
    }
    if (WrittenTable.isDdl(sql)) {
      shapes.clear();
      writers.values().removeIf(Objects::isNull);
      String created = WrittenTable.created(sql);
      if (created != null && made.size() < MOST_TABLES) {
        made.put(created, number);
      }
    }
    return null;
  }

  private @Nullable Writer writing(int number, Connection own, String table) {
    String key = number + " " + table;
    Writer writer = writers.get(key);
    if (writer == null && !writers.containsKey(key) && tables.size() < MOST_TABLES) {
      writer = read(number, own, table);
      writers.put(key, writer);
    }
    if (writer != null) {
      writer.writes(own);
    }
    return writer;
  }

  private @Nullable Writer read(int number, Connection own, String table) {
    try {
      String database = databases.url(number);
      Shape shape = shape(database, own, table);
      Writer writer = new Writer(number, Snapshot.of(own, shape));
      tables
          .computeIfAbsent(database + " " + shape.fullName(), unknown -> new TouchedTable(shape))
          .writtenBy(writer);
      return writer;
    } catch (SQLException | RuntimeException e) {
      // The statement itself may fare no better; that is told where it fails.
      log.println("a table could not be read before a write: " + e.getMessage());
      return null;
    }
  }

  private Shape shape(String database, Connection own, String table) throws SQLException {
    Shape known = shapes.get(database + " " + table);
    if (known != null) {
      return known;
    }
    Shape shape = Shape.of(own, table);
    shapes.put(database + " " + table, shape);
    return shape;
  }

  @Override
  public synchronized void completed(int number) {
    writersOf(number).forEach(Writer::completed);
  }

  @Override
  public synchronized void released(int number) {
    writersOf(number).forEach(Writer::completed);
  }

  private List<Writer> writersOf(int number) {
    List<Writer> found = new ArrayList<>();
    for (Writer writer : writers.values()) {
      if (writer != null && writer.number() == number) {
        found.add(writer);
      }
    }
    return found;
  }

  /** The run is over: what became of the tables it wrote to, in the order in which it did. */
  public synchronized List<Event> end(long run, String cell) {
    List<Event> told = new ArrayList<>();
    try (Readers readers = new Readers(databases)) {
      for (TouchedTable table : tables.values()) {
        try {
          told.addAll(table.rows(run, cell, readers));
        } catch (SQLException | RuntimeException e) {
          // Dropped, or its database is gone; the learner knows, and there is nothing to show.
          log.println("a table could not be read after a run: " + e.getMessage());
        }
      }
      made.forEach((table, number) -> learn(number, table, readers));
    }
    forget();
    return told;
  }

  /** What a new table looks like is asked now, so that the first write to it need not wait. */
  private void learn(int number, String table, Readers readers) {
    try {
      shape(databases.url(number), readers.to(number), table);
    } catch (SQLException | RuntimeException e) {
      // Gone again, or not for everybody to see: the first write asks, as if nobody had.
    }
  }

  private void forget() {
    on = false;
    made.clear();
    latest = null;
    writers.clear();
    tables.clear();
  }
}
