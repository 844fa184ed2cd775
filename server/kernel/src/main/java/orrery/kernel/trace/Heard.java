package orrery.kernel.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;

/**
 * A statement that a run has sent. Rows, bytes and error are those known by now: all that there
 * will be are known when the run has ended.
 */
public interface Heard {

  /** How several rows' associations were loaded. */
  enum Loading {
    /** By itself, or by a query. */
    PLAIN,
    /** Together with others of its kind, by their keys. */
    BATCH,
    /** Together with all others of the query that found their owners. */
    SUBSELECT
  }

  /** Place in the trace; 0 beyond the limit of what is told. */
  long order();

  /** Of the running cell. */
  int line();

  /** Of the running cell, where its statement at the top level begins that led to this. */
  int topLine();

  /** As it was sent. */
  String sql();

  /** One list of values for each execution. */
  List<List<Event.Bind>> binds();

  /** Beyond the limit without the id. */
  Cause cause();

  Loading loading();

  /** Read or changed; -1 if unknown. */
  long rows();

  /** Of the values read. */
  long bytes();

  /** The database's refusal; null if it did as told. */
  @Nullable String error();
}
