package orrery.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static orrery.kernel.trace.Recorded.announced;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Cause.Kind;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Action;
import orrery.kernel.protocol.Event.Bind;
import orrery.kernel.protocol.Event.Use;

/** What is told of a statement, a transaction and a connection of Hibernate's. */
class StatementTest {

  private SessionFactory factory = Bookstore.open(Map.of("hibernate.jdbc.batch_size", "3"));

  @AfterEach
  void close() {
    Trace.end();
    factory.close();
  }

  @Test
  void bindsOfAnInsert() {
    Book book = new Book("One", null);
    book.price = new BigDecimal("12.50");
    book.published = LocalDateTime.of(2020, 2, 29, 12, 30);
    book.binding = Book.Binding.CLOTH;
    try (Recorded recorded = Recorded.here()) {
      factory.inTransaction(session -> session.persist(book));

      Event.Statement insert = recorded.only(Kind.FLUSH_COMMIT);
      assertThat(insert.sql())
          .isEqualTo(
              "insert into Book (author_id,binding,price,published,title,id) values (?,?,?,?,?,?)");
      assertThat(insert.binds())
          .containsExactly(
              List.of(
                  new Bind("null", "null"),
                  new Bind("String", "CLOTH"),
                  new Bind("BigDecimal", "12.50"),
                  new Bind("Timestamp", "2020-02-29 12:30:00.0"),
                  new Bind("String", "One"),
                  new Bind("Long", "1")));
    }
  }

  @Test
  void batchOfInserts() {
    try (Recorded recorded = Recorded.here()) {
      factory.inTransaction(
          session -> List.of("A", "B", "C", "D").forEach(n -> session.persist(new Author(n))));

      List<Event.Statement> inserts = recorded.statements(Kind.FLUSH_COMMIT);
      assertThat(inserts).extracting(insert -> insert.binds().size()).containsExactly(3, 1);
      assertThat(inserts).extracting(Event.Statement::rows).containsExactly(3L, 1L);
      assertThat(inserts.get(0).binds().get(2))
          .containsExactly(new Bind("String", "C"), new Bind("Long", "3"));
      assertThat(inserts.get(0).cause().entity()).isEqualTo("Author");
      assertThat(inserts.get(0).cause().id()).isNull();
      assertThat(inserts.get(1).cause().id()).isEqualTo("4");
    }
  }

  @Test
  void batchIsNotTakenForTheEntityThatCameAfterIt() {
    try (Recorded recorded = Recorded.here()) {
      factory.inTransaction(
          session -> {
            session.persist(new Author("A"));
            session.persist(new Book("One", null));
            session.persist(new Vehicle.Car());
          });

      assertThat(recorded.statements(Kind.FLUSH_COMMIT))
          .isNotEmpty()
          .allSatisfy(
              insert -> {
                String table = insert.sql().replaceFirst("insert into (\\w+) .*", "$1");
                assertThat(insert.cause().entity())
                    .isEqualTo(table.equals("Vehicle") ? "Car" : table);
              });
    }
  }

  @Test
  void rowsReadAndChanged() {
    Bookstore.fill(factory);
    try (Recorded recorded = Recorded.here()) {
      factory.inTransaction(
          session -> {
            announced(session.createQuery("from Book where id > 1", Book.class))
                .getResultList()
                .clear();
            announced(session.createMutationQuery("update Book set price = 1")).executeUpdate();
          });

      assertThat(recorded.statements()).extracting(Event.Statement::rows).containsExactly(2L, 3L);
      assertThat(recorded.statements()).allMatch(statement -> statement.nanos() > 0);
    }
  }

  @Test
  void refusedStatement() {
    Bookstore.fill(factory);
    try (Recorded recorded = Recorded.here()) {
      assertThatThrownBy(() -> factory.inTransaction(s -> s.persist(new Author("Ann"))))
          .isInstanceOf(ConstraintViolationException.class);

      Event.Statement insert = recorded.only(Kind.FLUSH_COMMIT);
      assertThat(insert.error()).startsWith("Unique index or primary key violation");
      assertThat(insert.error()).doesNotContain("insert into");
      assertThat(insert.rows()).isEqualTo(-1);
      assertThat(recorded.trace(Event.Transaction.class))
          .extracting(Event.Transaction::action)
          .containsExactly(Action.BEGIN, Action.ROLLBACK);
    }
  }

  @Test
  void transactionWithinItsConnection() {
    try (Recorded recorded = Recorded.here()) {
      factory.inTransaction(session -> session.persist(new Ticket()));

      assertThat(recorded.events())
          .extracting(StatementTest::kind)
          .containsExactly(
              Use.ACQUIRE, Action.BEGIN, "Statement", "Flush", Action.COMMIT, Use.RELEASE);
      assertThat(recorded.events())
          .extracting(event -> ((Event.OfTrace) event).order())
          .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(recorded.trace(Event.Transaction.class))
          .extracting(Event.Transaction::connection)
          .containsOnly(recorded.statements().get(0).connection());
    }
  }

  private static Object kind(Event event) {
    if (event instanceof Event.Connection connection) {
      return connection.use();
    }
    return event instanceof Event.Transaction transaction
        ? transaction.action()
        : event.getClass().getSimpleName();
  }

  @Test
  void schemaIsNoTransaction() {
    try (Recorded recorded = Recorded.here();
        SessionFactory other = Bookstore.open()) {
      assertThat(other.isOpen()).isTrue();
      assertThat(recorded.trace(Event.Transaction.class)).isEmpty();
    }
  }

  @Test
  void pooledConnectionKeepsItsNumber() {
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(session -> session.find(Book.class, 1L));
      factory.inSession(session -> session.find(Book.class, 1L));

      assertThat(recorded.trace(Event.Connection.class))
          .hasSize(4)
          .extracting(Event.Connection::connection)
          .containsOnly(recorded.statements().get(0).connection());
    }
  }

  @Test
  void streamThatIsLeftHalfway() {
    Bookstore.fill(factory);
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session -> {
            try (var books =
                announced(session.createQuery("from Book", Book.class)).getResultStream()) {
              Trace.queried();
              assertThat(books.limit(2)).hasSize(2);
            }
          });

      Event.Statement query = recorded.only(Kind.QUERY);
      assertThat(query.cause().query()).isEqualTo("from Book");
      assertThat(query.rows()).isEqualTo(2);
    }
  }

  @Test
  void scroll() {
    Bookstore.fill(factory);
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session -> {
            try (var books = announced(session.createQuery("from Book", Book.class)).scroll()) {
              assertThat(books.last()).isTrue();
              assertThat(books.first()).isTrue();
              assertThat(books.next()).isTrue();
            }
          });

      assertThat(recorded.only(Kind.QUERY).rows()).isEqualTo(3);
    }
  }
}
