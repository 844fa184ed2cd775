package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Status;
import orrery.kernel.protocol.PlanNode;

/** How the database carries out a statement of a cell. */
class ExplainTest extends ShellFixture {

  private static final String FACTORY =
      """
      @Entity @Table(name = "authors") class Author { @Id @GeneratedValue Long id; String name; }
      @Entity @Table(name = "books") class Book {
        @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
        String title;
        @ManyToOne(fetch = FetchType.LAZY) Author author;
      }
      SessionFactory sf = new Configuration().addAnnotatedClass(Author.class)
          .addAnnotatedClass(Book.class)
          .setProperty("hibernate.connection.url", "jdbc:h2:mem:plans")
          .setProperty("hibernate.hbm2ddl.auto", "create-drop").buildSessionFactory();
      sf.inTransaction(s -> {
        for (int i = 0; i < 30; i++) {
          var author = new Author();
          author.name = "name " + i;
          s.persist(author);
          var book = new Book();
          book.title = "title " + i;
          book.author = author;
          s.persist(book);
        }
      });
      """;

  @BeforeEach
  void bookstore() {
    assertThat(run("setup", FACTORY)).isEqualTo(Status.OK);
  }

  @Test
  void aQueryByAColumnWithoutAnIndexReadsAllRows() {
    Event.Plan plan =
        plan(
            "sf.fromSession(s -> s.createSelectionQuery(\"from Book where title = :t\", Book.class)"
                + ".setParameter(\"t\", \"title 7\").getResultList().size());");

    assertThat(plan.analysed()).isTrue();
    assertThat(plan.root())
        .isEqualTo(
            new PlanNode(
                "read all rows of books, one after the other",
                "books",
                "table scan",
                "b1_0.title = 'title 7'",
                31,
                List.of()));
    assertThat(plan.text()).contains("tableScan");
    Event.Result result = Objects.requireNonNull(plan.result());
    assertThat(result.columns()).containsExactly("id", "author_id", "title");
    assertThat(result.sources()).containsExactly("Book.id", "Book.author", "Book.title");
    assertThat(result.rows()).hasSize(1);
    assertThat(result.rows().get(0)).containsExactly("8", "8", "title 7");
    assertThat(result.total()).isEqualTo(1);
  }

  @Test
  void anInsertIsNotCarriedOut() {
    Event.Plan plan =
        plan("sf.inTransaction(s -> { var b = new Book(); b.title = \"one\"; s.persist(b); });");

    assertThat(plan.analysed()).isFalse();
    assertThat(plan.result()).isNull();
    assertThat(plan.root().words()).isEqualTo("add a row to books");
    run("sf.fromSession(s -> s.createSelectionQuery(\"from Book\", Book.class).getResultCount())");
    assertThat(values()).containsExactly("31");
  }

  @Test
  void aSequenceDoesNotGoOn() {
    run(
        "sf.inTransaction(s -> s.createNativeMutationQuery(\"create sequence n\").executeUpdate());");
    String next =
        "sf.fromSession(s -> s.createNativeQuery("
            + "\"select next value for n\", Long.class).getSingleResult())";
    assertThat(plan(next).analysed()).isFalse();
    run(next);
    assertThat(values()).containsExactly("2");
  }

  @Test
  void whatIsUnknownOrGoneIsDeclined() {
    assertThat(answer(new Command.Explain(99, "c", 1)))
        .isEqualTo(
            new Event.Declined(
                new Command.Explain(99, "c", 1),
                "The kernel no longer knows this statement. Run the cell again."));
    run(
        "sf.fromSession(s -> s.createSelectionQuery(\"from Book\", Book.class).getResultList().size())");
    Event.Statement statement = all(Event.Statement.class).get(0);
    run("sf.close();");
    Event gone = answer(new Command.Explain(statement.run(), statement.cell(), statement.order()));
    assertThat(((Event.Declined) gone).message())
        .isEqualTo("The database says: Table \"BOOKS\" not found");
  }

  private Event.Plan plan(String source) {
    assertThat(run(source)).as("%s", events).isEqualTo(Status.OK);
    Event answer = explained(0);
    assertThat(answer).isInstanceOf(Event.Plan.class);
    return (Event.Plan) answer;
  }

  private Event explained(int which) {
    Event.Statement statement = all(Event.Statement.class).get(which);
    return answer(new Command.Explain(statement.run(), statement.cell(), statement.order()));
  }

  private Event answer(Command.Ask ask) {
    events.clear();
    shell.submit(ask);
    shell.runNext();
    assertThat(events).hasSize(1);
    return events.get(0);
  }
}
