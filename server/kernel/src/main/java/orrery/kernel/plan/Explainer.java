package orrery.kernel.plan;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Mapping;
import orrery.kernel.protocol.PlanNode;
import orrery.kernel.rows.Databases;
import orrery.kernel.trace.Repeatable;

/**
 * Explains statements of the trace, by asking their database on a connection of its own, which
 * changes nothing: only a query that can be run without a trace of it is run.
 */
public final class Explainer {

  private static final int SECONDS = 5;
  private static final int MOST_CHARS = 20_000;
  private static final Pattern EXPLAINABLE =
      Pattern.compile("\\s*(?:select|with|insert|update|delete|merge)\\b.*", flags());
  private static final Pattern QUERY = Pattern.compile("\\s*(?:select|with)\\b.*", flags());

  /** A sequence would go on, rows would be locked. */
  private static final Pattern LEAVES_A_TRACE =
      Pattern.compile(
          ".*\\b(?:next\\s+value\\s+for|nextval|for\\s+update|for\\s+share)\\b.*", flags());

  private final Databases databases;
  private final Supplier<Mapping> mapping;

  /**
   * Explains what is sent from now on.
   *
   * @param mapping of the classes defined when it is asked
   */
  public Explainer(Databases databases, Supplier<Mapping> mapping) {
    this.databases = databases;
    this.mapping = mapping;
  }

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  }

  /** The plan, or in words why there is none. */
  public Event.Answer explain(Command.Explain ask) {
    Repeatable sent = Repeatable.of(ask.run(), ask.order());
    String obstacle = obstacle(sent);
    if (sent == null || obstacle != null) {
      return new Event.Declined(ask, String.valueOf(obstacle));
    }
    try (Connection own = databases.open(sent.connection())) {
      own.setAutoCommit(false);
      try {
        return plan(ask, sent, own);
      } finally {
        own.rollback();
      }
    } catch (SQLException e) {
      return new Event.Declined(ask, firstLine(e));
    }
  }

  private static @Nullable String obstacle(@Nullable Repeatable sent) {
    if (sent == null) {
      return "The kernel no longer knows this statement. Run the cell again.";
    }
    if (!EXPLAINABLE.matcher(sent.sql()).matches()) {
      return "Only select, insert, update and delete have a plan.";
    }
    return sent.isComplete()
        ? null
        : "One of its values can be read only once, so it cannot be sent again.";
  }

  private Event.Plan plan(Command.Explain ask, Repeatable sent, Connection own)
      throws SQLException {
    boolean h2 = own.getMetaData().getDatabaseProductName().equals("H2");
    boolean query = QUERY.matcher(sent.sql()).matches();
    boolean run = query && !LEAVES_A_TRACE.matcher(sent.sql()).matches();
    String text = text(run && h2 ? "explain analyze " : "explain ", sent, own);
    PlanNode root = h2 ? H2Plan.read(text, new Terms(sent.literals())) : PlanNodes.said();
    Event.Result result = run ? result(sent, own) : null;
    return new Event.Plan(ask.run(), ask.cell(), ask.order(), root, text, run && h2, result);
  }

  private static String text(String explain, Repeatable sent, Connection own) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (PreparedStatement statement = sent.prepare(explain, own)) {
      statement.setQueryTimeout(SECONDS);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next() && text.length() < MOST_CHARS) {
          text.append(text.isEmpty() ? "" : "\n").append(rows.getString(1));
        }
      }
    }
    return text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) + "…" : text.toString();
  }

  private Event.Result result(Repeatable sent, Connection own) throws SQLException {
    try (PreparedStatement statement = sent.prepare("", own)) {
      statement.setQueryTimeout(SECONDS);
      try (ResultSet rows = statement.executeQuery()) {
        return Results.read(rows, new Sources(mapping.get()));
      }
    }
  }

  private static String firstLine(SQLException e) {
    String message = e.getMessage();
    return message == null
        ? "The database refused: " + e.getClass().getSimpleName().toLowerCase(Locale.ROOT)
        : "The database says: "
            + message.lines().findFirst().orElse("").replace("; SQL statement:", "");
  }
}
