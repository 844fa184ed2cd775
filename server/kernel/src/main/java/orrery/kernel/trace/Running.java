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

  /** Cancels them all, those that can be. */
  static void cancel() {
    for (Statement statement : STATEMENTS) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // It has ended since our look, or its driver can't: then the thread's interrupt has to do,
        // and after that the end of the kernel.
      }
    }
  }
}
