package orrery.kernel.trace;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Cause;

/**
 * What statements of a run were found to be, by what they look like: beyond the limit of what is
 * told no stack is walked for each. A statement there is taken for the first of its looks, with
 * that one's line.
 */
final class Shapes {

  /** Looks that are kept apart; a run with more writes values into its SQL. */
  private static final int MOST = 1_000;

  private record Look(
      String sql, int line, @Nullable Doing doing, @Nullable String query, boolean display) {}

  /** Line and cause of a statement. */
  record Shape(Origin origin, Cause cause) {}

  private final Map<Look, Shape> known = new ConcurrentHashMap<>();

  /** That of a statement which is sent right now from this thread, found at its first sight. */
  Shape of(Run run, String sql, @Nullable Doing written, String call) {
    Look look = look(run, known.size() < MOST ? sql : "");
    Shape shape = known.get(look);
    if (shape == null) {
      shape = seen(run, sql, written, call);
      known.put(look, shape);
    }
    return shape;
  }

  /** That of a statement, found out anew. */
  static Shape seen(Run run, String sql, @Nullable Doing written, String call) {
    Origin origin = Origin.here(run);
    return new Shape(origin, Causes.of(origin, sql, written, call));
  }

  private static Look look(Run run, String sql) {
    Doing doing = Doing.now();
    Queries.Current query = Queries.now();
    return new Look(
        sql,
        run.line(),
        doing == null ? null : new Doing(doing.topic(), doing.entity(), doing.attribute(), null),
        query == null ? null : query.text(),
        Display.on());
  }
}
