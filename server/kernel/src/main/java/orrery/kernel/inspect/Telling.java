package orrery.kernel.inspect;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Moment;
import orrery.kernel.protocol.SessionContents;
import orrery.kernel.protocol.SessionContents.Attribute;
import orrery.kernel.protocol.SessionContents.Entity;
import orrery.kernel.trace.Trace;

/** Tells the steps of one run, up to a limit. */
final class Telling {

  /** Steps of a run. */
  private static final int STEPS = 200;

  /** Characters of all of them. */
  private static final int CHARS = 500_000;

  /** About as many are in a Step that tells of no entity. */
  private static final int FEW = 200;

  private final long run;
  private final String cell;
  private int told;
  private int chars;
  private long leftOut;

  Telling(long run, String cell) {
    this.run = run;
    this.cell = cell;
  }

  /**
   * Tells what a Session holds, unless that was so before; names alone are no news.
   *
   * @param before what the look before saw; null if this is the first
   */
  void tell(
      Watched watched,
      Moment moment,
      int line,
      @Nullable SessionContents before,
      SessionContents contents) {
    if (before != null && same(contents, before)) {
      return;
    }
    SessionContents began = watched.takeBeginning();
    if (began != null) {
      tell(Moment.LINE, 0, began);
    }
    tell(moment, line, contents);
  }

  /** Whether another step may be told; if not, it counts as left out. */
  boolean hasRoom() {
    boolean room = told < STEPS && chars <= CHARS;
    leftOut += room ? 0 : 1;
    return room;
  }

  private void tell(Moment moment, int line, SessionContents contents) {
    told++;
    chars += FEW + Room.chars(contents);
    Trace.tell(new Event.Step(run, cell, line, Trace.place(), moment, contents));
  }

  /** So many looks were left out before something had changed. */
  void leaveOut(int looks) {
    leftOut += looks;
  }

  void end() {
    if (leftOut > 0) {
      Trace.tell(new Event.Truncated(run, cell, "steps", told, leftOut));
    }
  }

  /**
   * Compared by hand: a record's own {@code equals} is linked at its first call, which took 28 ms
   * of a cold kernel here.
   */
  private static boolean same(SessionContents a, SessionContents b) {
    return a.open() == b.open()
        && a.inTransaction() == b.inTransaction()
        && a.leftOut() == b.leftOut()
        && a.pending().inserts() == b.pending().inserts()
        && a.pending().updates() == b.pending().updates()
        && a.pending().deletes() == b.pending().deletes()
        && sameEntities(a.entities(), b.entities());
  }

  private static boolean same(Entity a, Entity b) {
    return a.state() == b.state()
        && a.proxy() == b.proxy()
        && a.leftOut() == b.leftOut()
        && a.name().equals(b.name())
        && a.id().equals(b.id())
        && sameAttributes(a.attributes(), b.attributes());
  }

  private static boolean same(Attribute a, Attribute b) {
    return a.name().equals(b.name())
        && a.value().equals(b.value())
        && Objects.equals(a.loaded(), b.loaded());
  }

  private static boolean sameEntities(List<Entity> a, List<Entity> b) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = same(a.get(i), b.get(i));
    }
    return same;
  }

  private static boolean sameAttributes(List<Attribute> a, List<Attribute> b) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = same(a.get(i), b.get(i));
    }
    return same;
  }
}
