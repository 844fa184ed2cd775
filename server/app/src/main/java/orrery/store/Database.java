package orrery.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The H2 file and the mapping over it. After a failed write H2 closes the file in a hurry; the next
 * connection opens it again, at the last state that was written whole. Hence no pool: it would keep
 * connections to what is no more.
 */
final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** Of the file's name, without H2's ending. */
  static final String NAME = "notebooks";

  static final String ENDING = ".mv.db";

  /** Bytes of a file that is made smaller. */
  static final long LARGE = 512L << 20;

  private final DataSource source;
  private final SessionFactory factory;
  private final Path file;
  private final long large;
  private long mostBytes;

  /** Held for reading by whoever needs the file open, for writing while it is closed. */
  private final ReadWriteLock open = new ReentrantReadWriteLock();

  /**
   * Opens the file that {@link #source} connects to, whose schema is up to date.
   *
   * @param large bytes over which it is made smaller; usually {@link #LARGE}
   */
  Database(DataSource source, Path file, long large) {
    this.source = source;
    this.file = file;
    this.large = large;
    this.mostBytes = large;
    this.factory =
        new HibernatePersistenceConfiguration("orrery")
            .managedClasses(NotebookRow.class, EventRow.class)
            .property("hibernate.connection.datasource", source)
            .property("hibernate.hbm2ddl.auto", "validate")
            .createEntityManagerFactory();
  }

  /**
   * Connections to the file of that name. What is new is appended, and nothing overwritten: H2
   * finds its newest state by the end of the file. Where it used holes in the file, a killed
   * process left transactions in it that were acknowledged, and that H2 did not find again
   * (measured: 5 of 46 kills with a retention of 10 s, 1 of 9 on a busy machine with its own 45 s).
   */
  static DataSource source(Path folder, String name) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:file:"
            + folder.toAbsolutePath().resolve(name)
            + ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;REUSE_SPACE=FALSE;TRACE_LEVEL_FILE=0");
    source.setUser("sa");
    source.setPassword("");
    return source;
  }

  /** Reads. */
  <T extends @Nullable Object> T read(Function<StatelessSession, T> work) {
    open.readLock().lock();
    try {
      return factory.fromStatelessSession(work);
    } finally {
      open.readLock().unlock();
    }
  }

  /** Does the work in one transaction, which is on disk when this returns. */
  void transact(Consumer<StatelessSession> work) {
    open.readLock().lock();
    try {
      factory.inStatelessTransaction(work);
      execute(source, "checkpoint sync");
    } catch (SQLException e) {
      throw new JDBCConnectionException("cannot write the notebooks", e);
    } finally {
      open.readLock().unlock();
    }
  }

  /**
   * Makes a large file smaller: what is void takes room until then. Whoever reads or writes
   * meanwhile waits; the next connection opens the file again. Called by one thread.
   */
  void tidy() {
    try {
      if (Files.size(file) > mostBytes) {
        compact();
      }
    } catch (SQLException | IOException e) {
      LOG.warn("The notebooks' file stays large", e);
    }
  }

  private void compact() throws SQLException, IOException {
    open.writeLock().lock();
    try {
      mostBytes = 2 * Files.size(file); // not at once again, if it fails
      execute(source, "shutdown compact");
      mostBytes = Math.max(large, 4 * Files.size(file));
    } finally {
      open.writeLock().unlock();
    }
  }

  static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Lets go of a file that may be damaged. */
  static void abandon(DataSource source) {
    try {
      execute(source, "shutdown immediately");
    } catch (SQLException e) {
      LOG.debug("it was not open", e);
    }
  }

  @Override
  public void close() throws SQLException {
    factory.close();
    execute(source, "shutdown compact");
  }
}
