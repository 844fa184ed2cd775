package orrery.kernel.trace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement that was sent, with what it takes to ask about it later. The newest are remembered,
 * of one run not more than a part.
 *
 * @param connection number, as in the Events of the trace
 * @param sql as sent
 * @param binds as set; of a batch, those of its last entry
 */
public record Repeatable(int connection, String sql, List<SetCall> binds) {

  private static final int MOST = 2_000;
  private static final int MOST_OF_RUN = 500;
  private static final int MOST_CHARS = 16_384;

  private record Place(long run, long order) {}

  private static final Map<Place, Repeatable> NEWEST =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Repeatable> eldest) {
          return size() > MOST;
        }
      };

  private static long run;
  private static final Deque<Place> OF_RUN = new ArrayDeque<>();

  static void keep(long ofWhich, long order, Repeatable sent) {
    if (sent.sql.length() > MOST_CHARS) {
      return;
    }
    synchronized (NEWEST) {
      if (run != ofWhich) {
        run = ofWhich;
        OF_RUN.clear();
      }
      Place place = new Place(ofWhich, order);
      NEWEST.put(place, sent);
      OF_RUN.add(place);
      if (OF_RUN.size() > MOST_OF_RUN) {
        NEWEST.remove(OF_RUN.remove());
      }
    }
  }

  static void forgetAll() {
    synchronized (NEWEST) {
      NEWEST.clear();
      OF_RUN.clear();
    }
  }

  /** A statement of the trace; null if it is not remembered. */
  public static @Nullable Repeatable of(long run, long order) {
    synchronized (NEWEST) {
      return NEWEST.get(new Place(run, order));
    }
  }

  /** Whether its values can be had a second time. */
  public boolean isComplete() {
    return binds.stream().allMatch(SetCall::isRepeatable);
  }

  /** The values as one writes them in SQL, by their places from 1. */
  public Map<Integer, String> literals() {
    Map<Integer, String> literals = new HashMap<>();
    for (SetCall bind : binds) {
      if (bind.args()[0] instanceof Integer place) {
        literals.put(place, bind.literal());
      }
    }
    return literals;
  }

  /**
   * Prepares it, its values set.
   *
   * @param before words that go before its SQL
   * @param own a connection that is not traced
   */
  public PreparedStatement prepare(String before, Connection own) throws SQLException {
    PreparedStatement statement = own.prepareStatement(before + sql);
    try {
      for (SetCall bind : binds) {
        bind.on(statement);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }
}
