package orrery.store;

import jakarta.persistence.Tuple;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.HibernateException;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notebooks and their Events, in an H2 file. What was said to be kept is on disk: neither the end
 * of this process nor that of the machine takes it back.
 */
public final class Store implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Store.class);

  /** A notebook's identity, and whose it is. */
  public record Saved(String id, String owner, String lesson) {}

  /** One Event of a notebook; see the notebook's log for the slot. */
  public record SavedEvent(long seq, String slot, String json) {}

  /** Which earlier Events of its notebook an Event makes void. */
  public enum Voids {
    NOTHING,
    SLOT,
    ALL
  }

  /** Hears, on the store's own thread, what became of an Event. */
  public interface Kept {

    /** It is on disk. */
    void kept(long seq);

    /** It can't be kept, now or ever. */
    void refused(long seq);
  }

  private final Path folder;
  private final Database database;
  private final Writer writer;
  private final String mishap;
  private volatile Consumer<StoreState> listener = state -> {};

  Store(Path folder, Database database, String mishap) {
    this.folder = folder;
    this.database = database;
    this.mishap = mishap;
    this.writer = new Writer(database, folder, state -> listener.accept(state));
  }

  /**
   * Opens the store in {@code folder}, makes it where there is none, brings its schema up to date,
   * and, where it is damaged, saves what can be saved.
   *
   * @throws UnusableStore if the user has to do something first
   */
  public static Store open(Path folder) {
    return new Opening(folder).open();
  }

  /** What happened to the store when it was opened, in a sentence; empty if nothing did. */
  public String mishap() {
    return mishap;
  }

  /** How it does. */
  public StoreState state() {
    return writer.state();
  }

  /** Tells one listener, on the store's own thread, whenever the words of {@link #state} change. */
  public void onChange(Consumer<StoreState> heard) {
    this.listener = heard;
  }

  /** The notebook that an owner has of a lesson, if it was begun. */
  public Optional<Saved> find(String owner, String lesson) {
    return read(session ->
            session
                .createSelectionQuery(
                    "from NotebookRow where owner = :owner and lesson = :lesson", NotebookRow.class)
                .setParameter("owner", owner)
                .setParameter("lesson", lesson)
                .uniqueResultOptional())
        .map(Store::saved);
  }

  /** The notebook of that id. */
  public Optional<Saved> byId(String id) {
    return Optional.ofNullable(read(session -> session.get(NotebookRow.class, id)))
        .map(Store::saved);
  }

  /** A failed write closes the file under whoever reads; the second connection opens it again. */
  private <T extends @Nullable Object> T read(Function<StatelessSession, T> work) {
    try {
      return database.read(work);
    } catch (HibernateException first) {
      LOG.debug("the file was closed", first);
    }
    try {
      return database.read(work);
    } catch (HibernateException e) {
      LOG.error("The notebooks cannot be read", e);
      throw new StoreUnwell(Disk.words(folder, e));
    }
  }

  private static Saved saved(NotebookRow row) {
    return new Saved(row.id, row.owner, row.lesson);
  }

  /**
   * Begins a notebook.
   *
   * @throws StoreUnwell if it can't be written now
   */
  public Saved create(String id, String owner, String lesson) {
    NotebookRow row = new NotebookRow(id, owner, lesson, Instant.now());
    try {
      database.transact(session -> session.insert(row));
    } catch (RuntimeException e) {
      LOG.error("No notebook can be begun", e);
      throw new StoreUnwell(Disk.words(folder, e));
    }
    return saved(row);
  }

  /**
   * The notebook's Events, in order, with all that was added before.
   *
   * @throws StoreUnwell if that can't be had now
   */
  public List<SavedEvent> events(String notebook) {
    writer.settle();
    return read(
        session ->
            session
                .createSelectionQuery(
                    "from EventRow where notebook = :notebook order by seq", EventRow.class)
                .setParameter("notebook", notebook)
                .getResultStream()
                .map(row -> new SavedEvent(row.seq, row.slot, row.json))
                .toList());
  }

  /**
   * Characters of the Events of each notebook of an owner, by its id; those of none are left out.
   */
  public Map<String, Long> chars(String owner) {
    return read(
        session ->
            session
                .createSelectionQuery(
                    "select e.notebook, sum(length(e.json)) from EventRow e"
                        + " join NotebookRow n on n.id = e.notebook"
                        + " where n.owner = :owner group by e.notebook",
                    Tuple.class)
                .setParameter("owner", owner)
                .getResultStream()
                .collect(
                    Collectors.toMap(
                        row -> row.get(0, String.class), row -> row.get(1, Long.class))));
  }

  /** Adds an Event, in place of those that it makes void. Never waits; {@code kept} hears. */
  public void add(String notebook, SavedEvent event, Voids voids, Kept kept) {
    writer.put(new Change(notebook, event, voids, kept));
  }

  /** Waits while more waits to be written than memory should hold. */
  public void awaitRoom() throws InterruptedException {
    writer.awaitRoom();
  }

  /** Writes what is left and closes the file. */
  @Override
  public void close() {
    try {
      writer.close();
      database.close();
    } catch (SQLException e) {
      LOG.warn("The notebooks' file was not closed in order; the next start does that", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
