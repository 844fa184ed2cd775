package orrery.kernel.model;

import java.util.function.Supplier;
import org.hibernate.community.dialect.SQLiteDialect;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.OracleDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.dialect.SQLServerDialect;

/** The databases whose SQL can be told, each in the oldest version that Hibernate supports. */
enum SqlDialect {
  H2("H2", H2Dialect::new),
  POSTGRESQL("PostgreSQL", PostgreSQLDialect::new),
  MYSQL("MySQL", MySQLDialect::new),
  SQLITE("SQLite", SQLiteDialect::new),
  ORACLE("Oracle", OracleDialect::new),
  SQL_SERVER("SQL Server", SQLServerDialect::new);

  private final String title;
  private final Supplier<Dialect> make;

  SqlDialect(String title, Supplier<Dialect> make) {
    this.title = title;
    this.make = make;
  }

  /** As its maker writes it. */
  String title() {
    return title;
  }

  Dialect make() {
    return make.get();
  }
}
