package orrery.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Cause.Kind;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Bind;
import orrery.kernel.protocol.Json;
import orrery.kernel.protocol.Limits;

/** The learner's own JDBC, as its transformed bytecode gets it. */
class JdbcTest {

  private static final String ENDLESS =
      "select count(*) from system_range(1, 1000000), system_range(1, 1000000)";

  /** A class of the learner's; to run its code is the learner's alone. */
  private static final class Own implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      throw new AssertionError("the trace ran the learner's code");
    }
  }

  private Connection connection = open();

  @BeforeEach
  void table() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table t (id int primary key, name varchar, at timestamp)");
      statement.execute("insert into t (id, name) values (1, 'a'), (2, 'b'), (3, 'c')");
    }
  }

  @AfterEach
  void close() throws SQLException {
    Trace.end();
    connection.close();
  }

  private static Connection open() {
    try {
      return Trace.traced(DriverManager.getConnection("jdbc:h2:mem:"));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void connectionFromAcquireToRelease() throws SQLException {
    try (Recorded recorded = Recorded.here()) {
      try (Connection own = open()) {
        own.setAutoCommit(false);
        own.rollback();
        own.commit();
      }

      assertThat(recorded.events())
          .extracting(
              event ->
                  event instanceof Event.Transaction transaction
                      ? transaction.action()
                      : ((Event.Connection) event).use())
          .containsExactly(
              Event.Use.ACQUIRE,
              Event.Action.BEGIN,
              Event.Action.ROLLBACK,
              Event.Action.COMMIT,
              Event.Use.RELEASE);
    }
  }

  @Test
  void tracedTwiceIsTracedOnce() {
    try (Recorded recorded = Recorded.here()) {
      assertThat(Trace.traced(connection)).isSameAs(connection);
      assertThat(recorded.events()).isEmpty();
    }
  }

  @Test
  void bindsOfEverySort() throws SQLException {
    UUID id = UUID.fromString("00000000-0000-0001-0000-000000000002");
    try (Recorded recorded = Recorded.here();
        PreparedStatement query = connection.prepareStatement("select ?, ?, ?, ?, ?, ?, ?")) {
      query.setNull(7, Types.VARCHAR);
      query.setInt(1, 5);
      query.setBoolean(2, true);
      query.setObject(3, id);
      query.setBytes(4, new byte[] {1, (byte) 0xff});
      query.setArray(5, connection.createArrayOf("varchar", new Object[] {"x", "y"}));
      query.setObject(6, new Own(), Types.JAVA_OBJECT);
      query.executeQuery().close();

      assertThat(recorded.only(Kind.JDBC).binds())
          .containsExactly(
              List.of(
                  new Bind("Integer", "5"),
                  new Bind("Boolean", "true"),
                  new Bind("UUID", id.toString()),
                  new Bind("byte[]", "01ff"),
                  new Bind("Object[]", "[x, y]"),
                  new Bind("Own", "Own"),
                  new Bind("null", "null")));
    }
  }

  @Test
  void batches() throws SQLException {
    try (Recorded recorded = Recorded.here();
        PreparedStatement insert = connection.prepareStatement("insert into t (id) values (?)");
        Statement statement = connection.createStatement()) {
      for (int id : new int[] {4, 5}) {
        insert.setInt(1, id);
        insert.addBatch();
      }
      insert.executeBatch();
      statement.addBatch("delete from t where id = 4");
      statement.addBatch("delete from t");
      statement.executeBatch();

      assertThat(recorded.statements())
          .extracting(Event.Statement::sql)
          .containsExactly(
              "insert into t (id) values (?)", "delete from t where id = 4;\ndelete from t");
      assertThat(recorded.statements()).extracting(Event.Statement::rows).containsExactly(2L, 5L);
      assertThat(recorded.statements())
          .extracting(Event.Statement::binds)
          .containsExactly(
              List.of(List.of(new Bind("Integer", "4")), List.of(new Bind("Integer", "5"))),
              List.of(List.of(), List.of()));
    }
  }

  @Test
  void queryIsToldWhenItsLastRowWasRead() throws SQLException {
    try (Recorded recorded = Recorded.here();
        Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery("select * from t");
      while (rows.next()) {
        assertThat(recorded.statements()).isEmpty();
      }

      assertThat(recorded.only(Kind.JDBC).rows()).isEqualTo(3);
    }
  }

  @Test
  void queryIsToldOnceHoweverItEnds() throws SQLException {
    try (Recorded recorded = Recorded.here()) {
      try (Statement statement = connection.createStatement()) {
        assertThat(statement.execute("select 1")).isTrue();
        assertThat(statement.getResultSet().next()).isTrue();
        statement.executeQuery("select 2").close();
        statement.executeQuery("select 3");
        statement.executeQuery("select 4");
      }

      assertThat(recorded.statements())
          .extracting(statement -> statement.sql() + ": " + statement.rows())
          .containsExactly("select 1: 1", "select 2: 0", "select 3: 0", "select 4: 0");
    }
  }

  @Test
  void orderIsThatOfSending() throws SQLException {
    try (Recorded recorded = Recorded.here();
        Statement outer = connection.createStatement();
        Statement inner = connection.createStatement()) {
      try (ResultSet rows = outer.executeQuery("select 1")) {
        inner.executeUpdate("delete from t");
        assertThat(rows.next()).isTrue();
      }

      assertThat(recorded.events())
          .extracting(event -> ((Event.Statement) event).order())
          .containsExactly(2L, 1L);
    }
  }

  @Test
  void endOfTheRunTellsWhatIsStillOpenAndNothingAfterwards() throws SQLException {
    Recorded recorded = Recorded.here();
    try (Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery("select * from t");
      assertThat(rows.next()).isTrue();
      assertThat(recorded.events()).isEmpty();

      recorded.close();

      assertThat(recorded.only(Kind.JDBC).rows()).isEqualTo(1);
      rows.close();
      statement.executeUpdate("delete from t");
      connection.commit();
      assertThat(recorded.events()).hasSize(1);
    }
  }

  @Test
  void rowsOfAnEarlierRunAreNotToldInTheNext() throws SQLException {
    Recorded first = Recorded.here();
    try (Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery("select * from t");
      first.close();
      try (Recorded second = Recorded.here()) {
        while (rows.next()) {
          assertThat(rows.getInt(1)).isPositive();
        }
        assertThat(second.events()).isEmpty();
      }
    }
  }

  @Test
  void limitOfEvents() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Recorded recorded = Recorded.with(new Limits(100, 2, 100, 100, 100));
      statement.executeQuery("select 1");
      statement.executeUpdate("delete from t where id = 1");
      statement.executeUpdate("delete from t where id = 2");
      connection.commit();
      recorded.close();

      assertThat(recorded.statements()).extracting(Event.Statement::order).containsExactly(1L, 2L);
      assertThat(recorded.events())
          .filteredOn(Event.Truncated.class::isInstance)
          .containsExactly(
              new Event.Truncated(1, Recorded.CELL, "statements", 2, 0),
              new Event.Truncated(1, Recorded.CELL, "statements", 2, 2));
      assertThat(recorded.events().get(recorded.events().size() - 1))
          .isInstanceOf(Event.Truncated.class);
    }
  }

  @Test
  void longTextsAreShortened() throws SQLException {
    try (Recorded recorded = Recorded.with(new Limits(100, 10, 100, 12, 5));
        PreparedStatement query = connection.prepareStatement("select ? from t where name = 'x'")) {
      query.setString(1, "0123456789");
      query.executeQuery().close();

      Event.Statement told = recorded.only(Kind.JDBC);
      assertThat(told.sql()).isEqualTo("select ? fr…");
      assertThat(told.binds().get(0)).containsExactly(new Bind("String", "0123…"));
    }
  }

  @Test
  void bindsAreLimited() throws SQLException {
    try (Recorded recorded = Recorded.here();
        PreparedStatement insert =
            connection.prepareStatement("insert into t (id, name) values (?, ?)")) {
      for (int i = 0; i < 5_000; i++) {
        insert.setInt(1, 1_000 + i);
        insert.setString(2, "x".repeat(150));
        insert.addBatch();
      }
      insert.executeBatch();

      List<List<Bind>> binds = recorded.only(Kind.JDBC).binds();
      assertThat(binds).hasSize(5_000);
      assertThat(binds.get(0)).hasSize(2);
      assertThat(binds.get(4_999)).isEmpty();
      assertThat(Json.write(binds).length()).isBetween(40_000, 100_000);
    }
  }

  @Test
  void bindsOfOneExecutionAreLimited() throws SQLException {
    String many = "?" + ", ?".repeat(29_999);
    try (Recorded recorded = Recorded.here();
        PreparedStatement query =
            connection.prepareStatement("select 1 from t where id in (" + many + ")")) {
      for (int i = 1; i <= 30_000; i++) {
        query.setInt(i, i);
      }
      query.executeQuery().close();

      assertThat(recorded.only(Kind.JDBC).binds().get(0)).hasSizeBetween(1_000, 3_000);
    }
  }

  @Test
  void limitOfCharacters() throws SQLException {
    String long16k = "select '" + "x".repeat(16_300) + "'";
    try (Statement statement = connection.createStatement();
        Recorded recorded = Recorded.here()) {
      for (int i = 0; i < 600; i++) {
        statement.executeQuery(long16k).close();
      }
      Trace.end();

      int told = recorded.statements().size();
      assertThat(told).isBetween(400, 550);
      assertThat(recorded.events().get(recorded.events().size() - 1))
          .isEqualTo(new Event.Truncated(1, Recorded.CELL, "statements", told, 600 - told));
    }
  }

  @Test
  void objectsAreWhatTheyStandFor() throws SQLException {
    Set<Connection> connections = new HashSet<>(List.of(connection, open()));
    assertThat(connections).hasSize(2).contains(connection);
    assertThat(connection.toString()).contains("url=jdbc:h2:mem:");
    assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
    assertThat(connection.unwrap(JdbcConnection.class)).isInstanceOf(JdbcConnection.class);
    assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
    assertThatThrownBy(() -> connection.unwrap(String.class)).isInstanceOf(SQLException.class);
    try (PreparedStatement statement = connection.prepareStatement("select 1")) {
      assertThat(statement.getConnection()).isSameAs(connection);
      ResultSet rows = statement.executeQuery();
      assertThat(rows.getStatement()).isSameAs(statement);
      assertThat(rows.isWrapperFor(ResultSet.class)).isTrue();
      assertThat(statement.getResultSet().next()).isTrue();
    }
    assertThatThrownBy(() -> connection.prepareStatement("no sql"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("Syntax error");
  }

  @Test
  void generatedKeysAreNoStatement() throws SQLException {
    try (Recorded recorded = Recorded.here();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("insert into t (id) values (9)", Statement.RETURN_GENERATED_KEYS);
      try (ResultSet keys = statement.getGeneratedKeys()) {
        assertThat(keys.next()).isTrue();
        assertThat(keys.getStatement()).isSameAs(statement);
      }

      assertThat(recorded.only(Kind.JDBC).rows()).isOne();
    }
  }

  @Test
  void cancelFromAnotherThread() throws Exception {
    try (Recorded recorded = Recorded.here();
        Statement statement = connection.createStatement()) {
      CompletableFuture<Throwable> refusal =
          CompletableFuture.supplyAsync(() -> refusal(statement));
      while (!refusal.isDone()) {
        Trace.cancel();
        TimeUnit.MILLISECONDS.sleep(10);
      }

      assertThat(refusal.get()).hasMessageContaining("canceled");
      assertThat(recorded.only(Kind.JDBC).error()).contains("canceled");
    }
  }

  private static Throwable refusal(Statement statement) {
    try (ResultSet rows = statement.executeQuery(ENDLESS)) {
      return new AssertionError("was not cancelled: " + rows);
    } catch (SQLException e) {
      return e;
    }
  }
}
