package orrery.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.query.QueryFlushMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Cause.Kind;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Deed;
import orrery.kernel.protocol.Event.Work;

/** What is told of flushes. */
class FlushTest {

  @Entity
  @Table(name = "shelves")
  static class Shelf {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    String label = "";
    @ElementCollection Set<String> tags = new HashSet<>();
  }

  private SessionFactory factory = Bookstore.open(Map.of("hibernate.jdbc.batch_size", "5"));
  private final SessionFactory shelves =
      new Configuration()
          .addAnnotatedClass(Shelf.class)
          .setProperty("hibernate.connection.url", Bookstore.url())
          .setProperty("hibernate.hbm2ddl.auto", "create-drop")
          .buildSessionFactory();

  @BeforeEach
  void fill() {
    Bookstore.fill(factory);
  }

  @AfterEach
  void close() {
    System.clearProperty("orrery.inspect");
    Trace.end();
    factory.close();
    shelves.close();
  }

  @Test
  void atCommit() {
    Recorded recorded = recorded(session -> session.find(Book.class, 1L).title = "New");

    Event.Flush flush = only(recorded);
    assertThat(flush.kind()).isEqualTo(Kind.FLUSH_COMMIT);
    assertThat(flush.words()).isEqualTo("The transaction commits, and a commit flushes first.");
    assertThat(flush.checked()).isEqualTo(1);
    assertThat(flush.work()).containsExactly(new Work(Deed.UPDATE, "Book", "1", null));
    assertThat(flush.session()).isPositive();
    Event.Statement update = recorded.only(Kind.FLUSH_COMMIT);
    assertThat(update.order()).isGreaterThan(flush.order()).isEqualTo(flush.last());
  }

  @Test
  void atCommitWithNothingToDo() {
    assertThat(recorded(session -> {}).trace(Event.Flush.class)).isEmpty();

    Event.Flush flush = only(recorded(session -> session.find(Book.class, 1L)));
    assertThat(flush.words()).endsWith("Nothing had changed.");
    assertThat(flush.checked()).isEqualTo(1);
    assertThat(flush.work()).isEmpty();
    assertThat(flush.last()).isEqualTo(flush.order());
  }

  @Test
  void beforeAQueryThatWouldMissAChange() {
    Recorded recorded =
        recorded(
            session -> {
              session.find(Book.class, 2L).title = "New";
              session.createQuery("from Book", Book.class).getResultList().clear();
            });

    Event.Flush flush = flushes(recorded).get(0);
    assertThat(flush.kind()).isEqualTo(Kind.FLUSH_AUTO);
    assertThat(flush.words())
        .isEqualTo(
            "The query reads Book, where Book 2 waits to be written."
                + " Without a flush it would miss that.");
    assertThat(flush.work()).containsExactly(new Work(Deed.UPDATE, "Book", "2", null));
    assertThat(recorded.only(Kind.FLUSH_AUTO).order()).isEqualTo(flush.last());
    assertThat(recorded.statements().get(2).order()).isGreaterThan(flush.last());
    assertThat(flushes(recorded)).hasSize(2);
  }

  @Test
  void notBeforeAQueryThatMissesNothing() {
    Recorded recorded =
        recorded(
            session -> {
              session.find(Book.class, 2L).title = "New";
              session.createQuery("from Ticket", Ticket.class).getResultList().clear();
            });

    Event.Flush considered = flushes(recorded).get(0);
    assertThat(considered.work()).isEmpty();
    assertThat(considered.words())
        .isEqualTo(
            "Book 2 has changed, but the query reads Ticket only."
                + " It misses nothing, so nothing is written yet.");
    assertThat(flushes(recorded).get(1).work()).hasSize(1);
  }

  @Test
  void beforeANativeQuery() {
    Recorded recorded =
        recorded(
            session -> {
              session.find(Book.class, 2L).title = "New";
              session
                  .createNativeQuery("select 1", Integer.class)
                  .setQueryFlushMode(QueryFlushMode.FLUSH)
                  .getSingleResult();
            });

    assertThat(flushes(recorded).get(0).kind()).isEqualTo(Kind.FLUSH_AUTO);
    assertThat(flushes(recorded).get(0).words())
        .isEqualTo("The query may read any table, so all that waits is written first.");
  }

  @Test
  void onRequestInTheOrderOfTheWork() {
    Recorded recorded =
        recorded(
            session -> {
              Author ann = session.find(Author.class, 1L);
              ann.books.remove(0);
              Author cid = new Author("Cid");
              cid.books.add(new Book("Four", cid));
              session.persist(cid);
              session.find(Author.class, 2L).name = "Rob";
              session.flush();
            });

    Event.Flush flush = flushes(recorded).get(0);
    assertThat(flush.kind()).isEqualTo(Kind.FLUSH_EXPLICIT);
    assertThat(flush.words()).isEqualTo("The code asked for it: flush writes at once what waits.");
    assertThat(flush.work())
        .containsExactly(
            new Work(Deed.INSERT, "Author", "3", null),
            new Work(Deed.INSERT, "Book", "4", null),
            new Work(Deed.UPDATE, "Author", "2", null),
            new Work(Deed.DELETE, "Book", "1", null));
    assertThat(recorded.statements(Kind.FLUSH_EXPLICIT))
        .extracting(one -> one.cause().entity() + " " + one.cause().id())
        .containsExactly("Author 3", "Book 4", "Author 2", "Book 1");
  }

  @Test
  void deletesNameTheirEntityAlsoInABatch() {
    Recorded recorded =
        recorded(
            session -> {
              session.find(Author.class, 1L).books.clear();
              session.flush();
              session.remove(session.getReference(Author.class, 2L));
            });

    List<Event.Flush> flushes = flushes(recorded);
    assertThat(flushes.get(0).work())
        .extracting(Work::deed, Work::entity)
        .containsOnly(tuple(Deed.DELETE, "Book"))
        .hasSize(3);
    Event.Statement batch = recorded.only(Kind.FLUSH_EXPLICIT);
    assertThat(batch.binds()).hasSize(3);
    assertThat(batch.cause().entity()).isEqualTo("Book");
    assertThat(flushes.get(1).work()).containsExactly(new Work(Deed.DELETE, "Author", "2", null));
    assertThat(recorded.only(Kind.FLUSH_COMMIT).cause().id()).isEqualTo("2");
  }

  @Test
  void collectionsNameTheirOwnerAndAttribute() {
    Recorded recorded = Recorded.here();
    shelves.inTransaction(
        session -> {
          Shelf shelf = new Shelf();
          shelf.tags.add("red");
          session.persist(shelf);
        });
    shelves.inTransaction(session -> session.find(Shelf.class, 1L).tags.add("blue"));
    shelves.inTransaction(session -> session.remove(session.find(Shelf.class, 1L)));
    recorded.close();

    assertThat(flushes(recorded).stream().flatMap(flush -> flush.work().stream()))
        .containsExactly(
            new Work(Deed.COLLECTION_CREATE, "Shelf", "1", "tags"),
            new Work(Deed.COLLECTION_UPDATE, "Shelf", "1", "tags"),
            new Work(Deed.COLLECTION_REMOVE, "Shelf", "1", "tags"),
            new Work(Deed.DELETE, "Shelf", "1", null));
    assertThat(recorded.statements(Kind.FLUSH_COMMIT))
        .extracting(one -> one.cause().entity(), one -> one.cause().attribute())
        .containsExactly(
            tuple("Shelf", "tags"),
            tuple("Shelf", "tags"),
            tuple("Shelf", "tags"),
            tuple("Shelf", null));
  }

  @Test
  void thatFailsTellsTheWorkUpToThere() {
    Recorded recorded = Recorded.here();
    assertThatThrownBy(
            () ->
                factory.inTransaction(
                    session -> {
                      session.persist(new Ticket());
                      session.flush();
                      session.persist(new Ticket());
                      session.persist(new Author("Ann"));
                    }))
        .isInstanceOf(ConstraintViolationException.class);
    recorded.close();

    Event.Flush failed = flushes(recorded).get(flushes(recorded).size() - 1);
    assertThat(failed.words()).endsWith("It failed, and the rest was not done.");
    assertThat(failed.last()).isEqualTo(recorded.only(Kind.FLUSH_COMMIT).order());
  }

  @Test
  void isNoneInAStatelessSession() {
    Recorded recorded = Recorded.here();
    factory.inStatelessTransaction(
        session -> {
          session.insert(new Author("Cid"));
          Book book = session.get(Book.class, 1L);
          session.delete(book);
        });
    recorded.close();

    assertThat(recorded.trace(Event.Flush.class)).isEmpty();
    assertThat(recorded.statements()).hasSizeGreaterThan(2);
  }

  @Test
  void identityInsertAtPersistIsNone() {
    Recorded recorded = Recorded.here();
    try (Session session = shelves.openSession()) {
      session.beginTransaction();
      session.persist(new Shelf());
      assertThat(recorded.trace(Event.Flush.class)).isEmpty();
      session.getTransaction().rollback();
    }
    recorded.close();
  }

  @Test
  void tellsSoMuchAndCountsTheRest() {
    Recorded recorded =
        recorded(
            session -> {
              for (int i = 0; i < Flushing.MOST_WORK + 7; i++) {
                session.persist(new Author("author " + i));
              }
              session.flush();
              for (int i = 0; i < Run.MOST_FLUSHES; i++) {
                session.flush();
              }
            });

    assertThat(flushes(recorded)).hasSize(Run.MOST_FLUSHES);
    assertThat(flushes(recorded).get(0).work()).hasSize(Flushing.MOST_WORK);
    assertThat(flushes(recorded).get(0).leftOut()).isEqualTo(7);
    assertThat(recorded.events())
        .contains(new Event.Truncated(1, Recorded.CELL, "flushes", Run.MOST_FLUSHES, 2));
  }

  @Test
  void causesTheSameStatementsAsWithoutBeingWatched() {
    Consumer<Session> cell =
        session -> {
          session.find(Book.class, 1L).title = "New";
          session
              .createQuery("from Author", Author.class)
              .getResultList()
              .get(0)
              .getBooks()
              .remove(1);
          session.createQuery("from Book", Book.class).getResultList().clear();
          session.remove(session.getReference(Author.class, 2L));
        };
    List<String> watched = sql(cell);
    factory.close();
    factory = Bookstore.open(Map.of("hibernate.jdbc.batch_size", "5"));
    fill();
    System.setProperty("orrery.inspect", "false");

    assertThat(sql(cell)).isEqualTo(watched).hasSizeGreaterThan(5);
  }

  private List<String> sql(Consumer<Session> cell) {
    return recorded(
            session -> {
              cell.accept(session);
              session.flush();
            })
        .statements()
        .stream()
        .map(statement -> statement.sql() + statement.binds())
        .toList();
  }

  private Recorded recorded(Consumer<Session> cell) {
    try (Recorded recorded = Recorded.here()) {
      try {
        factory.inTransaction(cell);
      } catch (org.hibernate.StaleStateException e) {
        assertThat(recorded.statements()).isNotEmpty();
      }
      return recorded;
    }
  }

  private static List<Event.Flush> flushes(Recorded recorded) {
    return recorded.trace(Event.Flush.class);
  }

  private static Event.Flush only(Recorded recorded) {
    assertThat(flushes(recorded)).hasSize(1);
    return flushes(recorded).get(0);
  }
}
