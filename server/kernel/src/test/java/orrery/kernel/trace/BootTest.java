package orrery.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Cause.Kind;
import orrery.kernel.protocol.Event;

/** Whatever way Hibernate is booted, it is traced; and it finds a database where none is named. */
class BootTest {

  private static final String CREATE = "hibernate.hbm2ddl.auto";

  @AfterEach
  void end() {
    Trace.end();
    Trace.managedClasses(List::of);
  }

  @Test
  void configuration() {
    Recorded recorded = Recorded.here();
    traces(
        recorded,
        new Configuration()
            .addAnnotatedClass(Author.class)
            .addAnnotatedClass(Book.class)
            .setProperty(CREATE, "create-drop")
            .buildSessionFactory());
  }

  @Test
  void metadataSources() {
    Recorded recorded = Recorded.here();
    traces(
        recorded,
        new MetadataSources(
                new StandardServiceRegistryBuilder().applySetting(CREATE, "create-drop").build())
            .addAnnotatedClass(Author.class)
            .addAnnotatedClass(Book.class)
            .buildMetadata()
            .buildSessionFactory());
  }

  @Test
  void persistenceConfiguration() {
    Recorded recorded = Recorded.here();
    traces(
        recorded,
        new PersistenceConfiguration("shop")
            .managedClass(Author.class)
            .managedClass(Book.class)
            .property(CREATE, "create-drop")
            .createEntityManagerFactory());
  }

  @Test
  void hibernatesPersistenceConfiguration() {
    Recorded recorded = Recorded.here();
    traces(
        recorded,
        new HibernatePersistenceConfiguration("shop")
            .managedClass(Author.class)
            .managedClass(Book.class)
            .jdbcUrl(Bookstore.url())
            .property(CREATE, "create-drop")
            .createEntityManagerFactory());
  }

  @Test
  void nameOfAPersistenceUnit() {
    Trace.managedClasses(() -> List.of(Author.class, Book.class, BootTest.class));
    Recorded recorded = Recorded.here();
    EntityManagerFactory unit =
        Persistence.createEntityManagerFactory("shop", Map.of(CREATE, "create-drop"));
    assertThat(unit.getMetamodel().getEntities()).hasSize(2);
    traces(recorded, unit);
  }

  @Test
  void unitHasTheClassesOfTheMoment() {
    Trace.managedClasses(() -> List.of(Ticket.class));

    try (EntityManagerFactory unit = Persistence.createEntityManagerFactory("any")) {
      assertThat(unit.getMetamodel().getEntities()).hasSize(1);
    }
  }

  @Test
  void unitOfAnotherProviderIsNotOurs() {
    Map<String, String> settings = Map.of("jakarta.persistence.provider", "org.example.Other");

    assertThatThrownBy(() -> Persistence.createEntityManagerFactory("shop", settings))
        .isInstanceOf(PersistenceException.class)
        .hasMessageContaining("No Persistence provider");
  }

  @Test
  void dataSourceOfTheLearners() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(Bookstore.url());
    Configuration configuration =
        new Configuration()
            .addAnnotatedClass(Author.class)
            .addAnnotatedClass(Book.class)
            .setProperty(CREATE, "create-drop");
    configuration.getProperties().put("hibernate.connection.datasource", source);
    Recorded recorded = Recorded.here();
    traces(recorded, configuration.buildSessionFactory());
    assertThat(recorded.trace(Event.Connection.class))
        .filteredOn(connection -> connection.use() == Event.Use.RELEASE)
        .extracting(Event.Connection::connection)
        .doesNotHaveDuplicates();
  }

  @Test
  void databasesOfSeveralTenants() {
    Configuration configuration = new Configuration().addAnnotatedClass(Ticket.class);
    configuration.getProperties().put("hibernate.multi_tenant_connection_provider", new Tenants());
    try (SessionFactory factory = configuration.buildSessionFactory();
        Recorded recorded = Recorded.here()) {
      try (Session session = factory.withOptions().tenantIdentifier((Object) "a").openSession()) {
        session.doWork(connection -> connection.createStatement().execute("create schema s"));
      }

      assertThat(recorded.only(Kind.JDBC).sql()).isEqualTo("create schema s");
      assertThat(recorded.trace(Event.Connection.class))
          .extracting(Event.Connection::use)
          .containsExactly(Event.Use.ACQUIRE, Event.Use.RELEASE);
    }
  }

  /** A database for each tenant, opened anew for each connection. */
  static final class Tenants implements MultiTenantConnectionProvider<String> {
    private static final long serialVersionUID = 1;

    @Override
    public Connection getAnyConnection() throws SQLException {
      return getConnection("any");
    }

    @Override
    public void releaseAnyConnection(Connection connection) throws SQLException {
      connection.close();
    }

    @Override
    public Connection getConnection(String tenant) throws SQLException {
      return DriverManager.getConnection("jdbc:h2:mem:" + tenant);
    }

    @Override
    public void releaseConnection(String tenant, Connection connection) throws SQLException {
      connection.close();
    }

    @Override
    public boolean supportsAggressiveRelease() {
      return false;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
      return false;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void schemaIsTheLearnersToAskFor() {
    Recorded recorded = Recorded.here();
    try (SessionFactory factory =
        new Configuration().addAnnotatedClass(Ticket.class).buildSessionFactory()) {
      assertThat(factory.isOpen()).isTrue();
    }
    recorded.close();

    assertThat(recorded.statements(Kind.SCHEMA)).isEmpty();
  }

  /** Persists and finds, in a database that must be there by now. */
  private static void traces(Recorded recorded, EntityManagerFactory factory) {
    try (recorded;
        factory) {
      factory.runInTransaction(em -> em.persist(new Author("Ann")));
      factory.runInTransaction(em -> em.find(Author.class, 1L).name = "Bea");

      assertThat(recorded.statements(Kind.SCHEMA)).isNotEmpty();
      assertThat(recorded.statements())
          .extracting(statement -> statement.cause().words())
          .contains("flush at commit", "load Author by id 1")
          .doesNotContain("your own JDBC");
      assertThat(recorded.trace(Event.Transaction.class)).hasSize(4);
      assertThat(recorded.trace(Event.Connection.class)).hasSizeGreaterThanOrEqualTo(4);
    }
  }
}
