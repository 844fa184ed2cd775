package orrery.kernel.rows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.cfg.JdbcSettings;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.ConnectionWatch;

/**
 * Knows where the learner's connections lead, and opens others to the same database. Never takes
 * one from the learner's pool, which might be exhausted.
 */
public final class Databases implements ConnectionWatch {

  private static final int LOGIN_SECONDS = 5;

  /** Connections, and settings, that are remembered; the oldest are forgotten. */
  private static final int MOST = 1_000;

  private static final String H2 = "jdbc:h2:";

  private record Login(String user, String password) {}

  private record Address(String url, String user) {}

  private final Map<String, Login> logins = bounded();
  private final Map<Integer, Address> addresses = bounded();

  private static <K, V> Map<K, V> bounded() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST;
      }
    };
  }

  @Override
  public synchronized void configured(Map<String, Object> settings) {
    String url = text(settings, JdbcSettings.JAKARTA_JDBC_URL, JdbcSettings.URL);
    String user = text(settings, JdbcSettings.JAKARTA_JDBC_USER, JdbcSettings.USER);
    String password = text(settings, JdbcSettings.JAKARTA_JDBC_PASSWORD, JdbcSettings.PASS);
    if (url != null) {
      logins.put(
          withoutOptions(url),
          new Login(user == null ? "" : user, password == null ? "" : password));
    }
  }

  private static @Nullable String text(Map<String, Object> settings, String... names) {
    for (String name : names) {
      if (settings.get(name) instanceof String text) {
        return text;
      }
    }
    return null;
  }

  /** H2 says its URLs without them. */
  private static String withoutOptions(String url) {
    int options = url.startsWith(H2) ? url.indexOf(';') : -1;
    return options < 0 ? url : url.substring(0, options);
  }

  @Override
  public synchronized void acquired(int number, Connection own) {
    if (!addresses.containsKey(number)) {
      Address address = address(own);
      if (address != null) {
        addresses.put(number, address);
      }
    }
  }

  /** Null where the connection does not say; then {@link #open} does. */
  private static @Nullable Address address(Connection own) {
    try {
      String url = own.getMetaData().getURL();
      String user = own.getMetaData().getUserName();
      return url == null ? null : new Address(withoutOptions(url), user == null ? "" : user);
    } catch (SQLException e) {
      return null;
    }
  }

  /**
   * A connection to the database that a connection of the learner's leads to, or led to. It sees
   * what is committed, is meant for reading, and is the caller's to close.
   *
   * @param connection number, as in the Events of the trace
   * @throws SQLException with words for the learner, if the database is gone or lets nobody in
   */
  public Connection open(int connection) throws SQLException {
    Address address = address(connection);
    Login login = login(address);
    try {
      Connection opened = connect(url(address), login);
      opened.setReadOnly(true);
      return opened;
    } catch (SQLException e) {
      throw new SQLException(
          "The database of connection " + connection + " cannot be reached: " + firstLine(e),
          e.getSQLState(),
          e.getErrorCode(),
          e);
    }
  }

  /** Where a connection of the learner's leads to. */
  String url(int connection) throws SQLException {
    return address(connection).url();
  }

  private synchronized Address address(int connection) throws SQLException {
    Address address = addresses.get(connection);
    if (address == null) {
      throw new SQLException("Where connection " + connection + " leads to is not known.");
    }
    return address;
  }

  private synchronized Login login(Address address) {
    Login login = logins.get(address.url());
    return login != null && login.user().equalsIgnoreCase(address.user())
        ? login
        : new Login(address.user(), "");
  }

  /** H2 would make a database that is not there. */
  private static String url(Address address) {
    return address.url().startsWith(H2) ? address.url() + ";IFEXISTS=TRUE" : address.url();
  }

  /** The limit belongs to the whole process, and so to the learner's code. */
  private static Connection connect(String url, Login login) throws SQLException {
    int before = DriverManager.getLoginTimeout();
    DriverManager.setLoginTimeout(LOGIN_SECONDS);
    try {
      return DriverManager.getConnection(url, login.user(), login.password());
    } finally {
      DriverManager.setLoginTimeout(before);
    }
  }

  /** The database's words, without the statement. */
  static String firstLine(SQLException e) {
    String message = e.getMessage();
    if (message == null) {
      return e.getClass().getSimpleName();
    }
    return message.lines().findFirst().orElse("").replaceFirst("; SQL statement:.*", "");
  }
}
