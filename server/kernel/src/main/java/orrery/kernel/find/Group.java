package orrery.kernel.find;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;
import orrery.kernel.trace.Heard;

/**
 * Statements of a run that are alike: the same SQL for the same reason at the same line, within one
 * statement of the cell.
 */
final class Group {

  /** Statements whose places are told, and whose rows are looked at. */
  static final int KEPT = 200;

  /** Different bind values that are told apart; more are as good as that many. */
  private static final int DIFFERENT = 8;

  /** What the statements of a group have in common. */
  record Key(int topLine, int line, String sql, Cause.Kind kind, String words) {

    static Key of(Heard statement) {
      Cause cause = statement.cause();
      return new Key(
          statement.topLine(), statement.line(), statement.sql(), cause.kind(), withoutId(cause));
    }

    /** As the key of a map: a record's own hash is linked at its first call, which takes long. */
    String text() {
      return topLine + " " + line + " " + kind.ordinal() + " " + words + " " + sql;
    }

    /** {@code lazy load of Author} of {@code lazy load of Author 1}. */
    private static String withoutId(Cause cause) {
      String end = " " + cause.id();
      return cause.words().endsWith(end)
          ? cause.words().substring(0, cause.words().length() - end.length())
          : cause.words();
    }
  }

  private final Key key;
  private final Heard first;
  private final @Nullable Asked asked;
  private final List<Heard> kept = new ArrayList<>();
  private final Set<String> values = new HashSet<>();
  private long count;
  private long untold;

  /**
   * A group of none.
   *
   * @param asked the query that is being run; null if the group is of none
   */
  Group(Heard first, @Nullable Asked asked) {
    this.key = Key.of(first);
    this.first = first;
    this.asked = asked;
  }

  /**
   * Counts a statement.
   *
   * @param room whether it may be kept
   * @return whether it was kept
   */
  boolean add(Heard statement, boolean room) {
    count++;
    if (statement.order() == 0) {
      untold++;
    }
    if (values.size() < DIFFERENT) {
      values.add(text(statement.binds()));
    }
    return room && kept.size() < KEPT && kept.add(statement);
  }

  private static String text(List<List<Event.Bind>> binds) {
    StringBuilder text = new StringBuilder();
    for (List<Event.Bind> entry : binds) {
      for (Event.Bind bind : entry) {
        text.append(bind.text()).append('\n');
      }
    }
    return text.toString();
  }

  Key key() {
    return key;
  }

  int line() {
    return key.line();
  }

  Cause cause() {
    return first.cause();
  }

  Heard.Loading loading() {
    return first.loading();
  }

  @Nullable Asked asked() {
    return asked;
  }

  long count() {
    return count;
  }

  /** How many of them are beyond the limit of the trace. */
  long untold() {
    return untold;
  }

  /** How many of them differed in their bind values, as far as that matters. */
  int different() {
    return values.size();
  }

  /** The first of them. */
  List<Heard> kept() {
    return kept;
  }

  List<Long> orders() {
    return kept.stream().map(Heard::order).filter(order -> order > 0).toList();
  }

  /** Whether its rows are read while the learner's code goes on: then it has no subselect yet. */
  boolean isStreamed() {
    String call = cause().call();
    return call != null && (call.matches(".*[.](getResultStream|stream|scroll)"));
  }

  boolean is(Cause.Kind kind) {
    return key.kind() == kind;
  }
}
