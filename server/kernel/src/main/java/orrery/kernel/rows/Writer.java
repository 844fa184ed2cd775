package orrery.kernel.rows;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection that writes to a table within a run. */
final class Writer {

  private final int number;
  private final Snapshot before;
  private @Nullable Connection uncommitted;
  private boolean completed;

  /**
   * @param before how it saw the table before its first write
   */
  Writer(int number, Snapshot before) {
    this.number = number;
    this.before = before;
  }

  int number() {
    return number;
  }

  Snapshot before() {
    return before;
  }

  /** It writes again. */
  void writes(Connection own) {
    if (uncommitted == null) {
      if (commitsByItself(own)) {
        completed = true;
      } else {
        uncommitted = own;
      }
    }
  }

  private static boolean commitsByItself(Connection own) {
    try {
      return own.getAutoCommit();
    } catch (SQLException e) {
      return true;
    }
  }

  /** Its transaction is over. */
  void completed() {
    completed |= uncommitted != null;
    uncommitted = null;
  }

  /** Whether a transaction in which it wrote has ended. */
  boolean hasCompleted() {
    return completed;
  }

  /** The connection, while only that sees what it wrote. */
  @Nullable Connection uncommitted() {
    return uncommitted;
  }
}
