package orrery.kernel.inspect;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event.Moment;
import orrery.kernel.protocol.SessionContents;
import orrery.kernel.trace.Flushing;
import orrery.kernel.trace.Trace;

/**
 * Looks at the open Sessions while one cell runs, and tells what one holds where that differs from
 * the look before. A Session is looked at by the thread that opened it, since it is no other's; of
 * those on other threads, what they tell of themselves is heard.
 *
 * <p>A look comes before a line: what it sees is of the line before.
 */
final class Stepping {

  /** Looks before a line that runs again and again. */
  private static final int LOOKS = 10;

  /** Sessions in one look. */
  private static final int SESSIONS = 10;

  private static final AtomicLong COUNT = new AtomicLong();

  private final long number = COUNT.incrementAndGet();
  private final String cell;
  private final Trace.Places places;
  private final PrintStream log;
  private final Telling telling;
  private final Looks looks;
  private final Thread thread = Thread.currentThread();
  private int line;
  private @Nullable Site latest;
  private int overlooked;
  private boolean broken;

  /**
   * Begins with what Sessions hold that are open already.
   *
   * @param log takes what the server's operator should know
   */
  Stepping(long run, String cell, Trace.Places places, Looks looks, PrintStream log) {
    this.cell = cell;
    this.places = places;
    this.looks = looks;
    this.log = log;
    this.telling = new Telling(run, cell);
    looks.begin();
    if (Sessions.areWatched()) {
      safely(this::beginWithOpen);
    }
  }

  private void beginWithOpen() {
    for (Watched watched : mine()) {
      SessionImplementor session = watched.open();
      if (session != null && mayLookAt(session)) {
        watched.began(looks.first(watched, session));
      }
    }
  }

  /**
   * The run is over, and nobody waits: looks at what variables refer to, since the next run most
   * often begins with the same.
   */
  void rest() {
    if (Sessions.areWatched()) {
      safely(this::lookAtRest);
    }
  }

  private void lookAtRest() {
    looks.readVariables();
    for (Watched watched : mine()) {
      SessionImplementor session = watched.open();
      if (session != null) {
        looks.last(watched, session);
      }
    }
  }

  /** A line of a cell's class is about to run, on this thread. */
  void passing(Site site) {
    if (Thread.currentThread() != thread) {
      return;
    }
    int next = site.lineIn(number, cell, places);
    if (next == 0) {
      return;
    }
    // The same line of the cell by another of the class is still the same: JShell wraps it in some.
    if (Sessions.areWatched() && (next != line || site == latest)) {
      if (site.mayLook(LOOKS)) {
        look();
      } else {
        overlooked++;
      }
    }
    line = next;
    latest = site;
  }

  /** A snippet has been evaluated. */
  void evaluated() {
    if (Sessions.areWatched()) {
      safely(looks::readVariables);
      look();
    }
  }

  /** Of variables, as they were when the latest snippet had been evaluated. */
  Names names() {
    return looks.names();
  }

  private void look() {
    safely(this::lookAtMine);
  }

  private void lookAtMine() {
    List<Watched> mine = mine();
    for (Watched watched : mine) {
      look(watched, Moment.LINE);
    }
    if (mine.isEmpty()) {
      overlooked = 0;
    }
  }

  /** The open Sessions of this thread, the latest if there are many. Asked at each line. */
  private List<Watched> mine() {
    List<Watched> all = Sessions.watched();
    List<Watched> mine = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0 && mine.size() < SESSIONS; i--) {
      if (all.get(i).isOf(thread) && all.get(i).open() != null) {
        mine.add(0, all.get(i));
      }
    }
    return mine;
  }

  /** A Session tells something of itself, within whatever call of the learner's code. */
  void at(Watched watched, Moment moment) {
    safely(() -> look(watched, moment));
  }

  /**
   * A Session closes, and is about to let go of what it holds.
   *
   * @param at line of the running cell; 0 if unknown
   */
  void closing(Watched watched, int at) {
    safely(
        () -> {
          look(watched, Moment.LINE);
          SessionImplementor session = watched.open();
          Look before = watched.latest();
          if (session != null && before != null && before.contents() != null && telling.hasRoom()) {
            telling.tell(
                watched,
                Moment.CLOSED,
                at == 0 ? Trace.line() : at,
                before.contents(),
                looks.detached(watched, session));
          }
        });
  }

  private void look(Watched watched, Moment moment) {
    SessionImplementor session = watched.open();
    if (session == null || !mayLookAt(session)) {
      return;
    }
    Look before = watched.latest();
    Look now = looks.next(watched, session, telling::hasRoom);
    if (now != null) {
      telling.leaveOut(overlooked);
      watched.seen(now);
      tell(watched, moment, before, now);
    }
    overlooked = 0;
  }

  private boolean mayLookAt(SessionImplementor session) {
    boolean may = looks.mayTake(session);
    overlooked += may ? 0 : 1;
    return may;
  }

  private void tell(Watched watched, Moment moment, @Nullable Look before, Look now) {
    if (now.contents() != null) {
      SessionContents known = before == null ? null : before.contents();
      telling.tell(watched, moment, lineOf(moment), known, now.contents());
    }
  }

  private int lineOf(Moment moment) {
    if (moment == Moment.FLUSHED) {
      return Flushing.line();
    }
    return moment == Moment.LINE && Thread.currentThread() == thread ? line : Trace.line();
  }

  /** The run is over, and its Sessions have been read. */
  void end() {
    telling.leaveOut(overlooked);
    telling.end();
    for (Watched watched : Sessions.watched()) {
      watched.ended(looks.names());
    }
  }

  /** What fails here must not fail the learner's code; it is logged, and no more is told. */
  private synchronized void safely(Runnable work) {
    if (broken) {
      return;
    }
    try {
      work.run();
    } catch (RuntimeException | LinkageError e) {
      broken = true;
      log.println("the Sessions could not be watched:");
      e.printStackTrace(log);
    }
  }
}
