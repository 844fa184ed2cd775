package orrery.kernel.inspect;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.SessionContents;
import orrery.kernel.trace.Trace;

/**
 * Tells what Sessions hold after a run. There is one in a process: it knows the Sessions that were
 * opened since it was made.
 */
public final class Inspector {

  private final Supplier<Names> variables;
  private final Looks looks;
  private final PrintStream log;
  private @Nullable Stepping latest;

  /**
   * @param variables of cells, as they are when it is asked
   * @param log takes what the server's operator should know
   */
  public Inspector(Supplier<Names> variables, PrintStream log) {
    this.variables = variables;
    this.looks = new Looks(variables);
    this.log = log;
    Sessions.forgetAll();
  }

  /** The Sessions that are open, in the order in which they opened. */
  public static List<SessionImplementor> openSessions() {
    return Sessions.watched().stream()
        .map(Watched::session)
        .filter(Objects::nonNull)
        .filter(session -> !session.isClosed())
        .toList();
  }

  /** A run begins, of which {@link #left} is to tell. */
  public static void count() {
    Sessions.begin();
  }

  /**
   * How many Sessions the run has opened and not closed, and how many older ones are open and a
   * variable's. One that is lost counts in its own run alone, whether or not its memory was taken
   * back.
   */
  public static int left(Names variables) {
    long older =
        Sessions.watched().stream()
            .filter(watched -> !Sessions.isOfRun(watched))
            .map(Watched::open)
            .filter(Objects::nonNull)
            .filter(session -> variables.firstOf(session) != null)
            .count();
    return Sessions.left() + (int) older;
  }

  /** Runs {@code work}; the Sessions that it opens on this thread are never told of. */
  public static void unseen(Runnable work) {
    Sessions.ignore(Thread.currentThread());
    try {
      work.run();
    } finally {
      Sessions.ignore(null);
    }
  }

  /**
   * A run begins: from here on its steps are told, as far as its classes were loaded since the
   * inspector is on.
   */
  public void begin(long run, String cell, Trace.Places places) {
    Closings.begin();
    Stepping stepping = new Stepping(run, cell, places, looks, log);
    latest = stepping;
    Steps.begin(stepping);
  }

  /** The run is over. */
  public void end() {
    Steps.end();
  }

  /** The run has finished, and nobody waits: what the next one needs to know is found out. */
  public void rest(Trace.Places places) {
    Stepping over = latest;
    latest = null;
    if (over != null) {
      over.rest();
    }
    Steps.learn(places);
  }

  /**
   * What Sessions hold now; empty if there is nothing to tell. A failure to read them is logged
   * only, since the run has nothing to do with it.
   */
  public Optional<Event> context(long run, String cell) {
    try {
      List<Watched> watched = Sessions.watched();
      return watched.isEmpty() ? Optional.empty() : context(run, cell, watched);
    } catch (RuntimeException | LinkageError e) {
      log.println("the Sessions could not be read:");
      e.printStackTrace(log);
      return Optional.empty();
    }
  }

  private Optional<Event> context(long run, String cell, List<Watched> watched) {
    Names names = variables.get();
    List<Object> candidates = names.objects().stream().filter(Transient::isEntity).toList();
    Room room = Room.forOpen();
    List<SessionContents> told = new ArrayList<>();
    int leftOut = 0;
    for (Watched one : watched) {
      SessionImplementor session = one.session();
      if (session == null || session.isClosed()) {
        Sessions.forget(one);
        SessionContents last = lastOf(one, session);
        if (last != null) {
          told.add(last);
        }
      } else if (told.size() < Room.SESSIONS) {
        one.shownAs(names.firstOf(session));
        told.add(new Contents(session, names, room).open(one, candidates));
      } else {
        leftOut++;
      }
    }
    return told.isEmpty()
        ? Optional.empty()
        : Optional.of(new Event.Context(run, cell, told, leftOut));
  }

  /** Of a Session that was shown; it still holds everything if only its factory has closed. */
  private static @Nullable SessionContents lastOf(
      Watched watched, @Nullable SessionImplementor session) {
    SessionContents atClose = watched.atClose();
    if (atClose != null || session == null || !watched.isShown()) {
      return atClose;
    }
    return new Contents(session, new Names(), Room.forClosed()).detached(watched);
  }
}
