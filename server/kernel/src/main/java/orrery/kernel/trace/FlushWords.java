package orrery.kernel.trace;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.FlushEvent;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event.Work;

/** Says why a flush came now, or why an automatic one did not come. */
final class FlushWords {

  /** Names in a sentence. */
  private static final int FEW = 3;

  private final Cause.Kind kind;
  private final FlushEvent event;
  private final @Nullable String call;

  /**
   * @param call the API that the learner's code called
   */
  FlushWords(Cause.Kind kind, FlushEvent event, @Nullable String call) {
    this.kind = kind;
    this.event = event;
    this.call = call;
  }

  /**
   * One sentence or two.
   *
   * @param waited what the query would have missed
   * @param changed entities that were found changed
   */
  String of(
      List<Work> work, Flushing.@Nullable Waited waited, List<String> changed, boolean failed) {
    String why = why(work.isEmpty() && !failed, waited, changed);
    return failed ? why + " It failed, and the rest was not done." : why;
  }

  private String why(boolean idle, Flushing.@Nullable Waited waited, List<String> changed) {
    return switch (kind) {
      case FLUSH_COMMIT ->
          idle
              ? "The transaction commits, and a commit flushes first. Nothing had changed."
              : "The transaction commits, and a commit flushes first.";
      case FLUSH_AUTO -> idle ? notNeeded(changed) : beforeQuery(waited);
      default -> idle ? called() + " Nothing had changed." : called();
    };
  }

  private String called() {
    return call == null || call.endsWith(".flush")
        ? "The code asked for it: flush writes at once what waits."
        : call + " needs the database up to date, so what waits is written first.";
  }

  private String beforeQuery(Flushing.@Nullable Waited waited) {
    if (waited == null) {
      return event instanceof AutoFlushEvent
          ? "A query follows, and must not miss what waits."
          : "The query may read any table, so all that waits is written first.";
    }
    Work work = waited.work();
    String what = work.attribute() == null ? "" : "." + work.attribute();
    String id = work.id() == null ? "" : " " + work.id();
    return "The query reads "
        + waited.table()
        + ", where "
        + work.entity()
        + what
        + id
        + " waits to be written. Without a flush it would miss that.";
  }

  private String notNeeded(List<String> changed) {
    String waits = waiting(changed);
    if (waits.isEmpty()) {
      return "Before the query Hibernate looked for changes, and found none.";
    }
    return waits
        + ", but the query reads "
        + tables()
        + (isRead() ? " only" : "")
        + ". It misses nothing, so nothing is written yet.";
  }

  private boolean isRead() {
    return event instanceof AutoFlushEvent auto && auto.getQuerySpaces() != null;
  }

  private String tables() {
    Set<String> read = event instanceof AutoFlushEvent auto ? auto.getQuerySpaces() : null;
    return read == null
        ? "other tables"
        : read.stream().sorted().limit(FEW).collect(Collectors.joining(" and "));
  }

  private String waiting(List<String> changed) {
    if (!changed.isEmpty()) {
      String names = changed.stream().limit(FEW).collect(Collectors.joining(", "));
      String more = changed.size() > FEW ? " and others" : "";
      return names + more + (changed.size() == 1 ? " has changed" : " have changed");
    }
    ActionQueue queue = event.getSession().getActionQueue();
    int waiting = queue.numberOfInsertions() + queue.numberOfDeletions();
    return switch (waiting) {
      case 0 -> "";
      case 1 -> "One " + (queue.numberOfInsertions() == 1 ? "insert" : "delete") + " waits";
      default -> waiting + " inserts and deletes wait";
    };
  }
}
