package orrery.kernel.trace;

import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a statement; counts those that are read, and the bytes of their values. */
final class TracedResultSet extends Delegating<ResultSet> {

  private static final Set<String> MOVES =
      Set.of("next", "previous", "first", "last", "absolute", "relative");

  private final Statement statement;
  private final @Nullable Sent sent;

  /**
   * Rows of a statement.
   *
   * @param sent the execution that they answer; null for generated keys
   */
  TracedResultSet(ResultSet rows, Statement statement, @Nullable Sent sent) {
    super(rows);
    this.statement = statement;
    this.sent = sent;
    if (sent != null) {
      sent.rows(0);
    }
  }

  @Override
  @Nullable Object call(Object proxy, Method method, Object[] args) throws Throwable {
    String name = method.getName();
    if (name.equals("getStatement")) {
      return statement;
    }
    Object answer = pass(method, args);
    if (sent != null) {
      if (MOVES.contains(name)) {
        moved(sent, name, Boolean.TRUE.equals(answer));
      } else if (args.length > 0 && name.startsWith("get")) {
        sent.read(Bytes.of(answer));
      } else if (name.equals("close")) {
        sent.tell();
      }
    }
    return answer;
  }

  private void moved(Sent sent, String move, boolean toRow) throws SQLException {
    if (toRow) {
      sent.rows(Math.max(sent.rows(), delegate.getRow()));
    } else if (move.equals("next")) {
      sent.tell();
    }
  }
}
