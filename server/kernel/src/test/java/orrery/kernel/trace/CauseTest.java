package orrery.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.kernel.trace.Recorded.announced;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.hibernate.KeyType;
import org.hibernate.LockMode;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Cause.Kind;
import orrery.kernel.protocol.Event;

/** Every kind of cause, caused. */
class CauseTest {

  private SessionFactory factory = Bookstore.open();

  @BeforeEach
  void fill() {
    Bookstore.fill(factory);
  }

  @AfterEach
  void close() {
    Trace.end();
    factory.close();
  }

  @Test
  void schema() {
    Recorded recorded = Recorded.here();
    try (SessionFactory other = Bookstore.open();
        recorded) {
      assertThat(other.isOpen()).isTrue();
    }

    List<Event.Statement> schema = recorded.statements(Kind.SCHEMA);
    assertThat(schema)
        .extracting(statement -> statement.cause().words())
        .contains("schema: create table", "schema: create sequence", "schema: alter table");
    assertThat(schema.get(0).cause().call()).isEqualTo("Configuration.buildSessionFactory");
  }

  @Test
  void temporaryTables() {
    Recorded recorded = Recorded.here();
    try (SessionFactory other = Bookstore.open();
        recorded) {
      assertThat(other.isOpen()).isTrue();
    }

    assertThat(recorded.statements(Kind.TEMPORARY))
        .isNotEmpty()
        .allSatisfy(
            statement -> {
              assertThat(statement.sql()).containsPattern("HTE?_");
              assertThat(statement.cause().words())
                  .isEqualTo("temporary table, for bulk statements");
            });
  }

  @Test
  void bootstrap() {
    Recorded recorded = Recorded.here();
    try (SessionFactory other = Bookstore.open(Map.of("hibernate.hbm2ddl.auto", "update"));
        recorded) {
      assertThat(other.isOpen()).isTrue();
    }

    assertThat(recorded.statements(Kind.BOOTSTRAP))
        .isNotEmpty()
        .allSatisfy(
            statement ->
                assertThat(statement.cause().words())
                    .isEqualTo("Hibernate asks the database about itself"));
  }

  @Test
  void query() {
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session ->
              announced(session.createQuery("from Author", Author.class)).getResultList().clear());

      Event.Statement statement = recorded.only(Kind.QUERY);
      assertThat(statement.cause())
          .isEqualTo(
              new Cause(
                  Kind.QUERY, "query", null, null, null, "from Author", "Query.getResultList"));
      assertThat(statement.rows()).isEqualTo(2);
    }
  }

  @Test
  void nativeQuery() {
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session ->
              assertThat(
                      announced(session.createNativeQuery("select count(*) from Book", Long.class))
                          .getSingleResult())
                  .isEqualTo(3));

      Cause cause = recorded.only(Kind.QUERY).cause();
      assertThat(cause.words()).isEqualTo("native query");
      assertThat(cause.query()).isEqualTo("select count(*) from Book");
    }
  }

  @Test
  void criteriaQueryIsToldAsHql() {
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session -> {
            var builder = session.getCriteriaBuilder();
            var criteria = builder.createQuery(Book.class);
            var book = criteria.from(Book.class);
            criteria
                .select(book)
                .where(builder.equal(book.get("title"), "One"), book.get("id").in(List.of(1L, 2L)));
            assertThat(announced(session.createQuery(criteria)).getResultList()).hasSize(1);
          });

      Cause cause = recorded.only(Kind.QUERY).cause();
      assertThat(cause.words()).isEqualTo("criteria query");
      assertThat(cause.query())
          .startsWith("select ")
          .contains("from Book ", ".title = 'One'", ".id in (1, 2)");
    }
  }

  @Test
  void criteriaQueryIsNotRenderedIfThatWouldRunTheLearnersToString() {
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session -> {
            var builder = session.getCriteriaBuilder();
            var criteria = builder.createQuery(Book.class);
            var book = criteria.from(Book.class);
            Author ann = session.getReference(Author.class, 1L);
            criteria.select(book).where(builder.equal(book.get("author"), ann));
            assertThat(announced(session.createQuery(criteria)).getResultList()).hasSize(3);
            assertThat(Hibernate.isInitialized(ann)).isFalse();
          });

      assertThat(recorded.statements()).hasSize(1);
      assertThat(recorded.only(Kind.QUERY).cause().query()).isNull();
    }
  }

  @Test
  void bulkStatementByTemporaryTable() {
    factory.inTransaction(session -> session.persist(new Vehicle.Car()));
    String hql = "update Vehicle set wheels = 3 where wheels = 0";
    try (Recorded recorded = Recorded.here()) {
      factory.inTransaction(
          session ->
              assertThat(announced(session.createMutationQuery(hql)).executeUpdate()).isOne());

      assertThat(recorded.statements())
          .hasSizeGreaterThan(1)
          .allSatisfy(
              statement -> {
                assertThat(statement.cause().kind()).isEqualTo(Kind.QUERY);
                assertThat(statement.cause().query()).isEqualTo(hql);
              });
    }
  }

  @Test
  void queryOfAnEarlierRunIsForgotten() {
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session -> announced(session.createQuery("from Author", Author.class)).setMaxResults(1));
    }
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session -> session.createQuery("from Book", Book.class).getResultList().clear());

      assertThat(recorded.only(Kind.QUERY).cause().query()).isNull();
    }
  }

  @Test
  void flushAtCommit() {
    try (Recorded recorded = Recorded.here()) {
      factory.inTransaction(session -> session.find(Book.class, 1L).title = "Uno");

      assertThat(recorded.only(Kind.FLUSH_COMMIT).cause())
          .isEqualTo(
              new Cause(
                  Kind.FLUSH_COMMIT,
                  "flush at commit",
                  "Book",
                  null,
                  "1",
                  null,
                  "SessionFactory.inTransaction"));
    }
  }

  @Test
  void deleteIsNotLoadedForTheSakeOfTheTrace() {
    try (Recorded recorded = Recorded.here()) {
      factory.inTransaction(session -> session.remove(session.getReference(Book.class, 1L)));

      Event.Statement delete = recorded.only(Kind.FLUSH_COMMIT);
      assertThat(delete.sql()).startsWith("delete from Book");
      assertThat(delete.cause().entity()).isEqualTo("Book");
      assertThat(delete.cause().id()).isEqualTo("1");
      assertThat(recorded.statements()).hasSize(1);
    }
  }

  @Test
  void flushBeforeQuery() {
    try (Recorded recorded = Recorded.here()) {
      factory.inTransaction(
          session -> {
            session.find(Book.class, 1L).title = "Uno";
            announced(session.createQuery("from Book", Book.class)).getResultList().clear();
          });

      assertThat(recorded.words())
          .containsExactly("load Book by id 1", "flush before this query", "query");
      Cause flush = recorded.only(Kind.FLUSH_AUTO).cause();
      assertThat(flush.query()).isEqualTo("from Book");
      assertThat(flush.id()).isEqualTo("1");
    }
  }

  @Test
  void explicitFlush() {
    try (Recorded recorded = Recorded.here()) {
      factory.inTransaction(
          session -> {
            session.find(Book.class, 1L).title = "Uno";
            session.flush();
          });

      Cause flush = recorded.only(Kind.FLUSH_EXPLICIT).cause();
      assertThat(flush.words()).isEqualTo("explicit flush");
      assertThat(flush.call()).isEqualTo("Session.flush");
      assertThat(recorded.statements(Kind.FLUSH_COMMIT)).isEmpty();
    }
  }

  @Test
  void loadById() {
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session -> assertThat(session.find(Author.class, 1L).name).isEqualTo("Ann"));

      assertThat(recorded.only(Kind.LOAD).cause())
          .isEqualTo(
              new Cause(
                  Kind.LOAD, "load Author by id 1", "Author", null, "1", null, "Session.find"));
    }
  }

  @Test
  void loadsOfOtherSorts() {
    try (Recorded recorded = Recorded.here()) {
      factory.inTransaction(
          session -> {
            Author detached = new Author("Bo");
            detached.id = 2L;
            session.merge(detached);
            Book book = session.find(Book.class, 1L);
            session.refresh(book);
            session.lock(book, LockMode.PESSIMISTIC_WRITE);
            session.findMultiple(Book.class, List.of(2L, 3L)).clear();
          });

      assertThat(recorded.statements(Kind.LOAD))
          .extracting(statement -> statement.cause().words())
          .containsExactly(
              "merge: load Author by id 2",
              "load Book by id 1",
              "refresh Book 1",
              "lock Book 1",
              "load by several ids");
    }
  }

  @Test
  void loadByNaturalId() {
    factory.inTransaction(
        session -> {
          Ticket ticket = new Ticket();
          ticket.code = "A1";
          session.persist(ticket);
        });
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session ->
              assertThat(session.find(Ticket.class, "A1", KeyType.NATURAL).code).isEqualTo("A1"));

      assertThat(recorded.words().get(0)).isEqualTo("load by natural id");
      assertThat(recorded.statements()).allMatch(s -> s.cause().kind() == Kind.LOAD);
    }
  }

  @Test
  void loadOfMissingRowSaysNothingOfTheNext() {
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session -> {
            Author missing = session.getReference(Author.class, 99L);
            assertThat(catchIt(missing::getName)).isNotNull();
            announced(session.createQuery("from Book", Book.class)).getResultList().clear();
          });

      assertThat(recorded.words()).containsExactly("lazy load of Author 99", "query");
      assertThat(recorded.only(Kind.QUERY).cause().entity()).isNull();
    }
  }

  @Test
  void lazyCollection() {
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session -> assertThat(session.find(Author.class, 1L).getBooks().size()).isEqualTo(3));

      assertThat(recorded.only(Kind.LAZY).cause())
          .isEqualTo(
              new Cause(
                  Kind.LAZY,
                  "lazy load of Author.books",
                  "Author",
                  "books",
                  "1",
                  null,
                  "List.size"));
      assertThat(recorded.only(Kind.LAZY).rows()).isEqualTo(3);
    }
  }

  @Test
  void lazyProxy() {
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session ->
              assertThat(session.find(Book.class, 1L).getAuthor().getName()).isEqualTo("Ann"));

      assertThat(recorded.only(Kind.LAZY).cause())
          .isEqualTo(
              new Cause(
                  Kind.LAZY, "lazy load of Author 1", "Author", null, "1", null, "Author.getName"));
    }
  }

  @Test
  void glanceIntoLazyCollection() {
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session -> assertThat(Hibernate.size(session.find(Author.class, 1L).books)).isEqualTo(3));

      assertThat(recorded.only(Kind.LAZY).cause().words())
          .isEqualTo("look into a lazy collection, without loading it");
    }
  }

  @Test
  void eagerAssociations() {
    factory.inTransaction(
        session -> {
          Ticket parent = new Ticket();
          session.persist(parent);
          session.persist(new Ticket(parent));
        });
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session ->
              announced(session.createQuery("from Ticket where id = 2", Ticket.class))
                  .getResultList()
                  .clear());

      assertThat(recorded.words())
          .containsExactly("query", "eager load of Ticket 1", "eager load of Ticket.children");
      assertThat(recorded.statements(Kind.LOAD))
          .extracting(statement -> statement.cause().id())
          .containsExactly("1", "2");
    }
  }

  @Test
  void sequence() {
    try (SessionFactory empty = Bookstore.open();
        Recorded recorded = Recorded.here()) {
      empty.inTransaction(session -> session.persist(new Book("First", null)));

      Event.Statement next = recorded.statements(Kind.GENERATED_ID).get(0);
      assertThat(next.sql()).isEqualTo("select next value for Book_SEQ");
      assertThat(next.cause())
          .isEqualTo(
              new Cause(
                  Kind.GENERATED_ID,
                  "next id from a sequence",
                  "Book",
                  null,
                  null,
                  null,
                  "Session.persist"));
    }
  }

  @Test
  void tableOfIds() {
    try (Recorded recorded = Recorded.here()) {
      factory.inTransaction(session -> session.persist(new Vehicle.Car()));

      assertThat(recorded.statements(Kind.GENERATED_ID))
          .extracting(statement -> statement.cause().words())
          .containsExactly("next id from a table", "next id from a table");
    }
  }

  @Test
  void identity() {
    try (Recorded recorded = Recorded.here()) {
      factory.inTransaction(
          session -> {
            session.persist(new Author("Cy"));
            session.persist(new Ticket());
          });

      assertThat(recorded.words())
          .containsSubsequence(
              "insert ahead of the next, which runs at persist",
              "insert at persist, to get the generated id");
      Event.Statement insert = recorded.statements().get(recorded.statements().size() - 1);
      assertThat(insert.sql()).startsWith("insert into Ticket");
      assertThat(insert.cause().entity()).isEqualTo("Ticket");
      assertThat(insert.cause().id()).isNull();
    }
  }

  @Test
  void display() {
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session -> {
            Author ann = session.find(Author.class, 1L);
            Trace.displaying(() -> assertThat(ann.toString()).isEqualTo("Ann 3"));
          });

      Cause shown = recorded.only(Kind.DISPLAY).cause();
      assertThat(shown.words()).isEqualTo("showing the result (lazy load of Author.books)");
      assertThat(shown.attribute()).isEqualTo("books");
      assertThat(shown.id()).isEqualTo("1");
    }
  }

  @Test
  void ownJdbcWithinASession() {
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session ->
              session.doWork(
                  connection -> {
                    try (var statement = connection.createStatement()) {
                      statement.executeUpdate("delete from Book");
                    }
                  }));

      Event.Statement delete = recorded.only(Kind.JDBC);
      assertThat(delete.cause())
          .isEqualTo(
              new Cause(
                  Kind.JDBC, "your own JDBC", null, null, null, null, "Statement.executeUpdate"));
      assertThat(delete.rows()).isEqualTo(3);
    }
  }

  @Test
  void statelessSession() {
    try (Recorded recorded = Recorded.here()) {
      factory.inStatelessTransaction(
          session -> {
            session.get(Author.class, 1L);
            session.insert(new Author("Cy"));
          });

      assertThat(recorded.words())
          .containsExactly("load by id", "written at once, by a StatelessSession");
    }
  }

  @Test
  void batchOfAStatelessSessionThatGoesOutBeforeTheSequenceIsAsked() {
    try (Recorded recorded = Recorded.here()) {
      factory.inStatelessTransaction(
          session ->
              session.insertMultiple(
                  IntStream.range(0, 100).mapToObj(i -> new Author("Author " + i)).toList()));

      assertThat(recorded.statements())
          .extracting(
              statement ->
                  statement.sql().replaceFirst(" .*", "") + ": " + statement.cause().words())
          .containsOnly(
              "insert: written at once, by a StatelessSession", "select: next id from a sequence");
    }
  }

  @Test
  void updateOfSeveralColumnsKeepsItsEntity() {
    try (Recorded recorded = Recorded.here()) {
      factory.inTransaction(
          session -> {
            session.find(Book.class, 2L).price = new BigDecimal("9.90");
            session.find(Author.class, 2L).name = "Bea";
          });

      assertThat(recorded.statements(Kind.FLUSH_COMMIT))
          .extracting(statement -> statement.cause().entity() + statement.cause().id())
          .containsExactlyInAnyOrder("Book2", "Author2");
    }
  }

  private static Exception catchIt(Callable<?> call) {
    try {
      call.call();
    } catch (Exception e) {
      return e;
    }
    throw new AssertionError("nothing was thrown");
  }
}
