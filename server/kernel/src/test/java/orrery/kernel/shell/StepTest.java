package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Status;

/** What Sessions hold from line to line. */
class StepTest extends ShellFixture {
  static final java.io.PrintStream OUT = System.out;

  private static final String ENTITIES =
      """
      @Entity
      class Author {
        @Id @GeneratedValue Long id;
        String name;
        Author() {}
        Author(String name) { this.name = name; }
      }
      """;

  private static final String FACTORY =
      """
      SessionFactory sf = new Configuration()
          .addAnnotatedClass(Author.class)
          .setProperty("hibernate.connection.url", "jdbc:h2:mem:steps")
          .setProperty("hibernate.hbm2ddl.auto", "create-drop")
          .buildSessionFactory();
      sf.inTransaction(s -> { s.persist(new Author("Ann")); s.persist(new Author("Bob")); });
      """;

  @BeforeEach
  void bookstore() {
    assertThat(run("entities", ENTITIES)).isEqualTo(Status.OK);
    assertThat(run("factory", FACTORY)).isEqualTo(Status.OK);
  }

  @Test
  void dump() {
    for (String cell :
        List.of(
            """
            Session s = sf.openSession();
            s.beginTransaction();
            Author eve = new Author("Eve");
            s.persist(eve);
            eve.name = "Eva";
            s.flush();
            Author ann = s.find(Author.class, 1L);
            Author same = s.find(Author.class, 1L);
            ann.name = "Anna";
            s.getTransaction().commit();
            s.remove(ann);
            s.detach(eve);
            s.clear();
            s.close();
            """,
            """
            sf.inTransaction(s -> {
              Author bob = s.find(Author.class, 2L);
              bob.name = "Rob";
              s.remove(bob);
            });
            """,
            """
            try (Session session = sf.openSession()) {
              var tx = session.beginTransaction();
              Author one = new Author("One");
              session.persist(one);
              tx.rollback();
            }
            """,
            "sf.inTransaction(s -> s.persist(new Author(\"x\")));")) {
      OUT.println("==== " + run(cell));
      events.stream()
          .filter(
              e ->
                  e instanceof Event.Step
                      || e instanceof Event.Statement
                      || e instanceof Event.Failed
                      || e instanceof Event.Truncated)
          .forEach(
              e ->
                  OUT.println(
                      e instanceof Event.Step s
                          ? words(s)
                          : e instanceof Event.Statement t
                              ? "  "
                                  + t.order()
                                  + " line "
                                  + t.line()
                                  + " S"
                                  + t.session()
                                  + " "
                                  + t.sql()
                              : e.toString()));
    }
  }

  private static String words(Event.Step step) {
    return step.order()
        + " "
        + step.moment()
        + " "
        + step.line()
        + ": S"
        + step.session().number()
        + (step.session().open() ? "" : " closed")
        + (step.session().inTransaction() ? " tx" : "")
        + " "
        + step.session().pending()
        + " "
        + step.session().entities().stream()
            .map(
                e ->
                    e.name()
                        + e.id()
                        + " "
                        + e.variable()
                        + e.aliases()
                        + " "
                        + e.state()
                        + e.attributes().stream()
                            .map(
                                a ->
                                    a.name()
                                        + "="
                                        + a.value()
                                        + (a.loaded() == null ? "" : "<" + a.loaded()))
                            .toList())
            .toList();
  }
}
