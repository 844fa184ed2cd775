package orrery.store;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Changes in the order they came: all that has gathered meanwhile in one transaction. What
 * can't be written is kept and tried again until it can; only then is it told to be kept.
 */
final class Writer {

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  /** Changes that wait at most, and their characters, before whoever makes more has to wait. */
  private static final int MOST_WAITING = 2_000;

  private static final long MOST_CHARS = 16L << 20;

  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final Database database;
  private final Path folder;
  private final Consumer<StoreState> listener;
  private final Thread thread = new Thread(this::run, "store");

  private final Deque<Change> waiting = new ArrayDeque<>();
  private long chars;
  private long accepted;
  private long done;
  private String words = "";
  private boolean closing;

  Writer(Database database, Path folder, Consumer<StoreState> listener) {
    this.database = database;
    this.folder = folder;
    this.listener = listener;
    thread.start();
  }

  synchronized StoreState state() {
    return new StoreState(words);
  }

  /** Takes a change; never waits. */
  synchronized void put(Change change) {
    waiting.add(change);
    chars += change.chars();
    accepted++;
    notifyAll();
  }

  /** Waits while too much waits already. */
  synchronized void awaitRoom() throws InterruptedException {
    while (!closing && (accepted - done >= MOST_WAITING || chars >= MOST_CHARS)) {
      wait();
    }
  }

  /**
   * Waits until all that was put is on disk.
   *
   * @throws StoreUnwell if it can't be written now
   */
  synchronized void settle() {
    long all = accepted;
    try {
      while (done < all) {
        if (!words.isEmpty()) {
          throw new StoreUnwell(words);
        }
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnwell("Orrery is stopping.");
    }
  }

  private void run() {
    for (List<Change> batch = next(); !batch.isEmpty(); batch = next()) {
      write(batch);
      database.tidy();
    }
  }

  /** All that waits; empty when there is nothing more to come. */
  private synchronized List<Change> next() {
    while (waiting.isEmpty() && !closing) {
      pause(0);
    }
    List<Change> batch = new ArrayList<>(waiting);
    waiting.clear();
    return batch;
  }

  /** Nobody interrupts this thread; if someone did, it would be no reason to lose anything. */
  private synchronized void pause(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      LOG.debug("the store goes on", e);
    }
  }

  private void write(List<Change> batch) {
    long pause = FIRST_PAUSE_MILLIS;
    boolean again = false;
    while (true) {
      try {
        commit(batch, again);
        finished(batch, true);
        return;
      } catch (RuntimeException | Error e) {
        if (Disk.isOfValues(e)) {
          apart(batch, e);
          return;
        }
        if (isOver(batch, e)) {
          return;
        }
        failing(e);
      }
      again = true;
      pauseUnlessClosing(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  private void commit(List<Change> batch, boolean again) {
    database.transact(session -> batch.forEach(change -> change.write(session, again)));
  }

  /** One value that no database takes must not hold up the rest. */
  private void apart(List<Change> batch, Throwable failure) {
    if (batch.size() > 1) {
      batch.forEach(change -> write(List.of(change)));
    } else {
      // The failure's own words hold the values, and a log must not hold what learners wrote.
      LOG.error(
          "An Event of notebook {} cannot be kept, nor shown: {}",
          batch.get(0).notebook(),
          failure.getClass().getName());
      finished(batch, false);
    }
  }

  private void finished(List<Change> batch, boolean kept) {
    become("");
    for (Change change : batch) {
      try {
        if (kept) {
          change.kept().kept(change.event().seq());
        } else {
          change.kept().refused(change.event().seq());
        }
      } catch (RuntimeException e) {
        LOG.error("Notebook {} does not know what was kept", change.notebook(), e);
      }
    }
    leave(batch);
  }

  private synchronized void leave(List<Change> batch) {
    done += batch.size();
    batch.forEach(change -> chars -= change.chars());
    notifyAll();
  }

  /** When the server stops, the last attempt was the last; nothing of it was shown to anybody. */
  private synchronized boolean isOver(List<Change> batch, Throwable failure) {
    if (closing) {
      LOG.error("{} Events, never shown, could not be kept", accepted - done, failure);
      waiting.clear();
      leave(batch);
    }
    return closing;
  }

  private void failing(Throwable failure) {
    String now = Disk.words(folder, failure);
    if (become(now)) {
      LOG.error("Notebooks cannot be saved, and nothing new is shown; trying again", failure);
    }
  }

  /** Whether that is news. */
  private boolean become(String now) {
    boolean news;
    StoreState state;
    synchronized (this) {
      news = !words.equals(now);
      words = now;
      state = state();
      notifyAll();
    }
    if (news) {
      listener.accept(state);
      if (now.isEmpty()) {
        LOG.info("Notebooks are saved again");
      }
    }
    return news;
  }

  private synchronized void pauseUnlessClosing(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!closing && System.nanoTime() < end) {
      pause(millis);
    }
  }

  /** Writes what is left. */
  void close() throws InterruptedException {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    thread.join();
  }
}
