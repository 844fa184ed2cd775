package orrery.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.kernel.trace.Recorded.line;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Cause.Kind;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Limits;

/** Which line of which cell a statement is put down to. */
class LineTest {

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
  void oneQueryAndOneMoreForEachAuthor() {
    List<Integer> lines = new ArrayList<>();
    try (Recorded recorded = Recorded.here()) {
      factory.inSession(
          session -> {
            lines.add(line() + 1);
            List<Author> authors = session.createQuery("from Author", Author.class).getResultList();
            int books = 0;
            for (Author author : authors) {
              lines.add(line() + 1);
              books += author.getBooks().size();
            }
            assertThat(books).isEqualTo(3);
          });

      assertThat(recorded.words())
          .containsExactly("query", "lazy load of Author.books", "lazy load of Author.books");
      assertThat(recorded.statements()).extracting(Event.Statement::line).isEqualTo(lines);
      assertThat(recorded.statements(Kind.LAZY))
          .extracting(statement -> statement.cause().id())
          .containsExactly("1", "2");
      assertThat(recorded.statements()).allMatch(statement -> statement.via() == null);
    }
  }

  @Test
  void commitIsAtTheCallThatCommits() {
    try (Recorded recorded = Recorded.here()) {
      int line = line() + 1;
      factory.inTransaction(session -> session.find(Book.class, 1L).title = "Uno");

      assertThat(recorded.only(Kind.FLUSH_COMMIT).line()).isEqualTo(line);
      assertThat(recorded.trace(Event.Transaction.class))
          .extracting(Event.Transaction::line)
          .containsOnly(line);
      assertThat(recorded.trace(Event.Connection.class))
          .extracting(Event.Connection::line)
          .containsOnly(line);
    }
  }

  @Test
  void codeOfAnotherCellIsToldAsVia() {
    try (Recorded recorded = Recorded.with(Limits.DEFAULT, LineTest::place)) {
      int line = line() + 1;
      Other.count(factory);

      Event.Statement query = recorded.only(Kind.QUERY);
      assertThat(query.line()).isEqualTo(line);
      assertThat(query.via()).isEqualTo(new Event.Via("other", Other.line));
    }
  }

  @Test
  void withNoFrameOfTheRunningCellItIsTheSnippetsLine() {
    try (Recorded recorded =
        Recorded.with(
            Limits.DEFAULT,
            (name, line) ->
                name.equals(Other.class.getName()) ? new Trace.Place("other", line) : null)) {
      Other.count(factory);

      Event.Statement query = recorded.only(Kind.QUERY);
      assertThat(query.line()).isEqualTo(Recorded.AT);
      assertThat(query.via()).isEqualTo(new Event.Via("other", Other.line));
    }
  }

  @Test
  void framesOfProxiesAreNobodysLine() {
    String own = LineTest.class.getName();
    try (Recorded recorded =
        Recorded.with(
            Limits.DEFAULT,
            (name, line) ->
                name.equals(own) || name.contains("$HibernateProxy")
                    ? new Trace.Place(name.equals(own) ? Recorded.CELL : "proxy", line)
                    : null)) {
      int[] line = new int[1];
      factory.inSession(
          session -> {
            Author ann = session.getReference(Author.class, 1L);
            line[0] = line() + 1;
            assertThat(ann.getName()).isEqualTo("Ann");
          });

      Event.Statement load = recorded.only(Kind.LAZY);
      assertThat(load.line()).isEqualTo(line[0]);
      assertThat(load.via()).isNull();
      assertThat(load.cause().call()).isEqualTo("Author.getName");
    }
  }

  @Test
  void twoThreads() throws InterruptedException {
    try (Recorded recorded = Recorded.here()) {
      ExecutorService threads = Executors.newFixedThreadPool(2);
      for (int i = 0; i < 20; i++) {
        threads.execute(this::readBooks);
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

      assertThat(recorded.statements(Kind.LOAD)).hasSize(20);
      assertThat(recorded.statements(Kind.LAZY))
          .hasSize(20)
          .allSatisfy(
              statement -> {
                assertThat(statement.cause().words()).isEqualTo("lazy load of Author.books");
                assertThat(statement.rows()).isEqualTo(3);
              });
      List<Long> orders =
          recorded.trace(Event.OfTrace.class).stream().map(Event.OfTrace::order).toList();
      assertThat(orders).doesNotHaveDuplicates().startsWith(1L).endsWith((long) orders.size());
    }
  }

  private void readBooks() {
    factory.inSession(
        session -> assertThat(session.find(Author.class, 1L).getBooks().size()).isEqualTo(3));
  }

  private static Trace.@Nullable Place place(String name, int line) {
    String cell = name.equals(LineTest.class.getName()) ? Recorded.CELL : "other";
    boolean code = name.equals(LineTest.class.getName()) || name.equals(Other.class.getName());
    return code ? new Trace.Place(cell, line) : null;
  }

  /** Stands for a method that another cell declared. */
  static final class Other {
    static int line;

    private Other() {}

    static void count(SessionFactory factory) {
      factory.inSession(
          session -> {
            line = line() + 1;
            session.createQuery("select count(*) from Book", Long.class).getSingleResult();
          });
    }
  }
}
