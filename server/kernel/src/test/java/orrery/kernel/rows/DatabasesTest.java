package orrery.kernel.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.hibernate.cfg.JdbcSettings;
import org.junit.jupiter.api.Test;

/** Connections of our own to the databases that the learner's lead to. */
class DatabasesTest {

  private static final String URL = "jdbc:h2:mem:databases";

  private final Databases databases = new Databases();

  @Test
  void seesWhatIsCommittedAndNothingElse() throws SQLException {
    try (Connection own = DriverManager.getConnection(URL + ";MODE=PostgreSQL", "sa", "")) {
      own.createStatement().execute("create table t (n int)");
      own.createStatement().execute("insert into t values (1)");
      own.setAutoCommit(false);
      own.createStatement().execute("insert into t values (2)");
      databases.acquired(7, own);

      assertThat(count()).isEqualTo(1);
      own.commit();
      assertThat(count()).isEqualTo(2);
    }
  }

  @Test
  void takesThePasswordFromTheSettings() throws SQLException {
    databases.configured(
        Map.of(
            JdbcSettings.JAKARTA_JDBC_URL, URL + ";DB_CLOSE_DELAY=0",
            JdbcSettings.JAKARTA_JDBC_USER, "ann",
            JdbcSettings.JAKARTA_JDBC_PASSWORD, "secret"));
    try (Connection own = DriverManager.getConnection(URL, "ann", "secret")) {
      own.createStatement().execute("create table t (n int)");
      databases.acquired(7, own);

      assertThat(count()).isZero();
    }
  }

  @Test
  void makesNoDatabaseWhereItIsGone() throws SQLException {
    try (Connection own = DriverManager.getConnection(URL, "sa", "")) {
      databases.acquired(7, own);
    }

    assertThatThrownBy(() -> databases.open(7))
        .isInstanceOf(SQLException.class)
        .hasMessageStartingWith("The database of connection 7 cannot be reached: Database");
    assertThatThrownBy(() -> databases.open(8))
        .hasMessage("Where connection 8 leads to is not known.");
  }

  private int count() throws SQLException {
    try (Connection opened = databases.open(7);
        ResultSet rows = opened.createStatement().executeQuery("select count(*) from t")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
