package orrery.kernel.trace;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The statements that the database works on at this moment. */
final class Running {

  private static final Set<Statement> STATEMENTS = ConcurrentHashMap.newKeySet();

  private Running() {}

  static void began(Statement statement) {
    STATEMENTS.add(statement);
  }

  static void ended(Statement statement) {
    STATEMENTS.remove(statement);
  }

  /** Cancels them all; one that cannot be is a fault, told when the others have been. */
  static void cancel() {
    IllegalStateException fault = null;
    for (Statement statement : STATEMENTS) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // It may have ended, and been closed, between our look and our call.
        if (STATEMENTS.contains(statement)) {
          fault = new IllegalStateException("a running statement cannot be cancelled", e);
        }
      }
    }
    if (fault != null) {
      throw fault;
    }
  }
}
