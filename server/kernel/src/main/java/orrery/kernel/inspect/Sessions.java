package orrery.kernel.inspect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The Sessions that have opened and not been forgotten since. Static, since Hibernate makes its
 * monitors itself; called from any thread.
 */
final class Sessions {

  private static final Set<Watched> WATCHED = new LinkedHashSet<>();
  private static int opened;
  private static int openedBefore;
  private static int left;
  private static volatile boolean any;

  /** Those watched, made anew when asked for after one has come or gone. */
  private static volatile @Nullable List<Watched> list = List.of();

  private static volatile @Nullable Thread ignored;

  private Sessions() {}

  static void opened(SessionImplementor session) {
    if (Thread.currentThread() == ignored) {
      return;
    }
    Watched watched;
    synchronized (WATCHED) {
      watched = new Watched(session, ++opened);
      left++;
      WATCHED.add(watched);
      any = true;
      list = null;
    }
    session.getEventListenerManager().addListener(watched);
  }

  /** Those that this thread opens are not watched; null for none. */
  static void ignore(@Nullable Thread thread) {
    ignored = thread;
  }

  /** A run begins, of which {@link #left} is to tell. */
  static void begin() {
    synchronized (WATCHED) {
      openedBefore = opened;
      left = 0;
    }
  }

  static void closed(Watched watched) {
    synchronized (WATCHED) {
      if (isOfRun(watched)) {
        left--;
      }
    }
  }

  static boolean isOfRun(Watched watched) {
    return watched.number() > openedBefore;
  }

  /** How many the run has opened and not closed, those included that nobody refers to any more. */
  static int left() {
    synchronized (WATCHED) {
      return left;
    }
  }

  /** Whether there are any; cheap. */
  static boolean areWatched() {
    return any;
  }

  /** Whether an open Session holds this entity. */
  static boolean hold(Object entity) {
    for (Watched watched : watched()) {
      SessionImplementor session = watched.open();
      if (session != null && session.getPersistenceContextInternal().getEntry(entity) != null) {
        return true;
      }
    }
    return false;
  }

  /** In the order in which they opened. */
  static List<Watched> watched() {
    List<Watched> known = list;
    return known == null ? listed() : known;
  }

  private static List<Watched> listed() {
    synchronized (WATCHED) {
      List<Watched> all = List.copyOf(WATCHED);
      list = all;
      return all;
    }
  }

  static void forget(Watched watched) {
    synchronized (WATCHED) {
      if (WATCHED.remove(watched)) {
        any = !WATCHED.isEmpty();
        list = null;
      }
    }
  }

  static void forgetAll() {
    Closings.forgetAll();
    synchronized (WATCHED) {
      WATCHED.clear();
      opened = 0;
      openedBefore = 0;
      left = 0;
      any = false;
      list = null;
    }
  }
}
