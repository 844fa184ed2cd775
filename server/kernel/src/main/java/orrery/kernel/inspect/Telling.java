package orrery.kernel.inspect;

import java.util.List;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Moment;
import orrery.kernel.protocol.SessionContents;
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

  /** Tells what a Session holds, unless that was told before; names alone are no news. */
  void tell(Watched watched, Moment moment, int line, SessionContents contents) {
    SessionContents before = watched.told();
    if (before != null && unnamed(contents).equals(unnamed(before))) {
      return;
    }
    SessionContents began = watched.takeBeginning();
    if (began != null) {
      tell(Moment.LINE, 0, began);
    }
    watched.told(contents);
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

  private static SessionContents unnamed(SessionContents contents) {
    return new SessionContents(
        contents.number(),
        null,
        contents.open(),
        contents.inTransaction(),
        contents.pending(),
        contents.entities().stream().map(Telling::unnamed).toList(),
        contents.leftOut());
  }

  private static Entity unnamed(Entity entity) {
    return new Entity(
        entity.name(),
        entity.id(),
        null,
        List.of(),
        entity.state(),
        entity.proxy(),
        entity.attributes(),
        entity.leftOut());
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
}
