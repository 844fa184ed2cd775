package orrery.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notebooks and their Events, in an H2 file. Writing is done by one thread, which puts all that has
 * gathered meanwhile into one transaction; reading waits for it.
 */
public final class Store implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Store.class);

  /** Changes of one transaction; enough that a flood is written in bulk. */
  private static final int AT_ONCE = 2_000;

  /** By itself H2 writes what was committed up to half a second later: a kill loses it. */
  private static final String AT_ONCE_ON_DISK = "DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";

  /** A notebook's identity. */
  public record Saved(String id, String lesson) {}

  /** One Event of a notebook; see the notebook's log for the slot. */
  public record SavedEvent(long seq, String slot, String json) {}

  /** A change to be written. */
  private interface Change {
    void write(StatelessSession session);

    /** The transaction is over. */
    default void written() {}
  }

  /** A place in the queue of changes: all before it are written. */
  private record Mark(CompletableFuture<Void> reached) implements Change {

    @Override
    public void write(StatelessSession session) {}

    @Override
    public void written() {
      reached.complete(null);
    }
  }

  private final JdbcConnectionPool pool;
  private final SessionFactory factory;

  /** As many wait at most: whoever changes more, and faster than the disk, waits himself. */
  private final BlockingQueue<Change> changes = new ArrayBlockingQueue<>(AT_ONCE);

  private final Thread writer = new Thread(this::write, "store");
  private volatile boolean closing;

  private Store(JdbcConnectionPool pool, SessionFactory factory) {
    this.pool = pool;
    this.factory = factory;
    writer.start();
  }

  /**
   * Opens the store in {@code folder}, makes it where there is none, and brings its schema up to
   * date.
   *
   * @throws StoreInUse if another Orrery has it open
   */
  public static Store open(Path folder) {
    String url =
        "jdbc:h2:file:" + folder.toAbsolutePath().resolve("notebooks") + ";" + AT_ONCE_ON_DISK;
    JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
    try {
      Flyway.configure().dataSource(pool).locations("classpath:store").load().migrate();
    } catch (RuntimeException e) {
      pool.dispose();
      throw StoreInUse.isCause(e) ? new StoreInUse(folder, e) : e;
    }
    return new Store(
        pool,
        new HibernatePersistenceConfiguration("orrery")
            .managedClasses(NotebookRow.class, EventRow.class)
            .property("hibernate.connection.datasource", pool)
            .property("hibernate.hbm2ddl.auto", "validate")
            .createEntityManagerFactory());
  }

  /** The notebook of a lesson, if it was begun. */
  public Optional<Saved> byLesson(String lesson) {
    return one("from NotebookRow where lesson = :key", lesson);
  }

  /** The notebook of that id. */
  public Optional<Saved> byId(String id) {
    return one("from NotebookRow where id = :key", id);
  }

  private Optional<Saved> one(String query, String key) {
    return factory
        .fromStatelessSession(
            session ->
                session
                    .createSelectionQuery(query, NotebookRow.class)
                    .setParameter("key", key)
                    .uniqueResultOptional())
        .map(row -> new Saved(row.id, row.lesson));
  }

  /** Begins a notebook. */
  public Saved create(String id, String lesson) {
    factory.inStatelessTransaction(
        session -> session.insert(new NotebookRow(id, lesson, Instant.now())));
    return new Saved(id, lesson);
  }

  /** The notebook's Events, in order. */
  public List<SavedEvent> events(String notebook) {
    settle();
    return factory.fromStatelessSession(
        session ->
            session
                .createSelectionQuery(
                    "from EventRow where notebook = :notebook order by seq", EventRow.class)
                .setParameter("notebook", notebook)
                .getResultStream()
                .map(row -> new SavedEvent(row.seq, row.slot, row.json))
                .toList());
  }

  /** Adds an Event, soon. */
  public void add(String notebook, SavedEvent event) {
    put(session -> session.insert(new EventRow(notebook, event.seq(), event.slot(), event.json())));
  }

  /** Drops the Events of a slot that came before {@code seq}, soon. */
  public void drop(String notebook, String slot, long seq) {
    put(
        session ->
            session
                .createMutationQuery(
                    "delete from EventRow where notebook = :notebook and slot = :slot and seq < :seq")
                .setParameter("notebook", notebook)
                .setParameter("slot", slot)
                .setParameter("seq", seq)
                .executeUpdate());
  }

  /** Drops every Event of a notebook that came before {@code seq}, soon. */
  public void dropAll(String notebook, long seq) {
    put(
        session ->
            session
                .createMutationQuery(
                    "delete from EventRow where notebook = :notebook and seq < :seq")
                .setParameter("notebook", notebook)
                .setParameter("seq", seq)
                .executeUpdate());
  }

  /** Waits until all that was added is on disk. */
  private void settle() {
    CompletableFuture<Void> written = new CompletableFuture<>();
    put(new Mark(written));
    written.join();
  }

  /** An interrupt, which comes when the server stops, must not lose what was still to be saved. */
  private void put(Change change) {
    boolean interrupted = false;
    boolean done = false;
    while (!done) {
      try {
        changes.put(change);
        done = true;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    List<Change> batch = new ArrayList<>();
    while (!closing || !changes.isEmpty()) {
      try {
        batch.add(changes.take());
        changes.drainTo(batch, AT_ONCE);
        factory.inStatelessTransaction(session -> batch.forEach(change -> change.write(session)));
      } catch (InterruptedException e) {
        LOG.debug("closing");
      } catch (RuntimeException | Error e) {
        // Whatever it was, others wait for this thread, and the next changes may fare better.
        LOG.error("Notebooks were not saved: {} changes are lost", batch.size(), e);
      }
      batch.forEach(Change::written);
      batch.clear();
    }
  }

  /** Writes what is left and closes the file. */
  @Override
  public void close() {
    closing = true;
    put(new Mark(new CompletableFuture<>()));
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    factory.close();
    pool.dispose();
  }
}
