package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Status;
import orrery.kernel.protocol.Limits;

/** The check of an exercise, run after the learner's cell. */
class CheckTest extends ShellFixture {

  private static final String BOOKS =
      """
      @Entity class Book {
        @Id Integer id;
        String title;
        Book() {}
        Book(int id, String title) { this.id = id; this.title = title; }
      }
      SessionFactory factory = new Configuration().addAnnotatedClass(Book.class)
          .setProperty("hibernate.connection.url", "jdbc:h2:mem:checks;DB_CLOSE_DELAY=-1")
          .setProperty("hibernate.hbm2ddl.auto", "create-drop")
          .buildSessionFactory();
      factory.inTransaction(session -> {
        session.persist(new Book(1, "One"));
        session.persist(new Book(2, "Two"));
      });
      """;

  private Event.Checked check(String source, String check) {
    events.clear();
    shell.submit(new Command.Run(1, "c", source, check));
    shell.runNext();
    assertThat(events.get(events.size() - 1))
        .isInstanceOfSatisfying(
            Event.Finished.class, end -> assertThat(end.status()).isEqualTo(Status.OK));
    assertThat(all(Event.Checked.class)).hasSize(1);
    return all(Event.Checked.class).get(0);
  }

  private void passes(String source, String check) {
    assertThat(check(source, check)).isEqualTo(new Event.Checked(1, "c", true, "", ""));
  }

  @Test
  void whatHoldsPasses() {
    passes(
        "List<String> names = List.of(\"a\", \"b\");", "assertThat(names).as(\"two\").hasSize(2);");
  }

  @Test
  void whatDoesNotHoldIsToldInTheWordsOfTheLesson() {
    Event.Checked told =
        check(
            "int[] numbers = {1}; int n = numbers[0];",
            "assertThat(n).as(\"`numbers[0]` is two: %s\", \"see above\").isEqualTo(2);");
    assertThat(told.passed()).isFalse();
    assertThat(told.message()).isEqualTo("`numbers[0]` is two: see above");
    assertThat(told.detail()).isEqualTo("expected: 2\n but was: 1");
  }

  @Test
  void whatNobodySpokeOfIsToldInAssertJsWords() {
    Event.Checked told = check("int n = 1;", "assertThat(n).isEqualTo(2);");
    assertThat(told.message()).isEqualTo("expected: 2\n but was: 1");
    assertThat(told.detail()).isEmpty();
    assertThat(check("n", "fail(\"Try again.\");").message()).isEqualTo("Try again.");
  }

  @Test
  void aNameThatIsMissingIsNamed() {
    assertThat(check("int a = 1;", "assertThat(authors).hasSize(a);").message())
        .isEqualTo("The check looks for `authors`, which no cell defines.");
    assertThat(check("int a = 1;", "assertThat(total(a)).isEqualTo(new Sum(books));").message())
        .startsWith("The check looks for `")
        .contains("`total(int)`", " and ", "`Sum`", "`books`");
  }

  @Test
  void aTypeThatDoesNotFitIsTold() {
    Event.Checked told =
        check("int authors = 1;", "int other = 2;\nassertThat(authors.size()).isEqualTo(2);");
    assertThat(told.message())
        .isEqualTo("The check does not fit what the cells define: int cannot be dereferenced.");
    assertThat(told.detail()).isEqualTo("assertThat(authors.size()).isEqualTo(2);");
  }

  @Test
  void anExceptionInACheckIsAFailedCheck() {
    assertThat(check("String a = null;", "a.length();").message())
        .startsWith("java.lang.NullPointerException: Cannot invoke \"String.length()\"");
    assertThat(check("int b = 1;", "throw new java.io.IOException(\"no\");").message())
        .isEqualTo("java.io.IOException: no");
    assertThat(check("1", "System.exit(1);").passed()).isFalse();
  }

  @Test
  void aCellThatFailsIsNotChecked() {
    events.clear();
    shell.submit(new Command.Run(1, "c", "throw new IllegalStateException()", "fail(\"no\");"));
    shell.runNext();
    assertThat(all(Event.Checked.class)).isEmpty();
    assertThat(all(Event.Finished.class).get(0).status()).isEqualTo(Status.FAILED);
    passes(
        "2",
        "assertThat(trace.value()).isEqualTo(2); assertThat(trace.source()).isEqualTo(\"2\");");
  }

  @Test
  void anEndlessCheckCanBeInterrupted() throws InterruptedException {
    shell.submit(new Command.Run(1, "c", "int a = 1;", "while (true) { }"));
    Thread stopper =
        new Thread(
            () -> {
              while (all(Event.Declared.class).isEmpty()) {
                Thread.onSpinWait();
              }
              shell.interrupt();
            });
    stopper.start();
    shell.runNext();
    stopper.join();

    assertThat(all(Event.Checked.class)).isEmpty();
    assertThat(all(Event.Finished.class).get(0).status()).isEqualTo(Status.INTERRUPTED);
    passes("a", "assertThat(a).isOne();");
  }

  @Test
  void theTraceTellsWhatTheCellDid() {
    run(BOOKS);
    passes(
        """
        Session session = factory.openSession();
        var transaction = session.beginTransaction();
        session.find(Book.class, 1).title = "Uno";
        session.persist(new Book(3, "Three"));
        session.remove(session.find(Book.class, 2));
        transaction.commit();
        System.out.println("done");
        System.err.println("a warning");
        System.out.print("and over");
        """,
        """
        assertThat(trace.statements()).hasSize(5);
        assertThat(trace.selects()).hasSize(2).allSatisfy(sent -> {
          assertThat(sent.cause()).isEqualTo("load");
          assertThat(sent.rows()).isOne();
        });
        assertThat(trace.selects().get(0).line()).isEqualTo(3);
        assertThat(trace.inserts()).hasSize(1);
        assertThat(trace.updates()).singleElement().satisfies(sent -> {
          assertThat(sent.cause()).isEqualTo("flush");
          assertThat(sent.batch()).isOne();
          assertThat(sent.sql()).startsWith("update Book");
        });
        assertThat(trace.deletes()).hasSize(1);
        assertThat(trace.output()).isEqualTo("done\\nand over");
        assertThat(trace.lines()).containsExactly("done", "and over");
        assertThat(trace.flushes()).isOne();
        assertThat(trace.commits()).isOne();
        assertThat(trace.rollbacks()).isZero();
        assertThat(trace.openSessions()).isOne();
        assertThat(trace.findings()).isEmpty();
        assertThat(trace.value()).isEqualTo("Uno");
        """);
    passes(
        "session.close()",
        "assertThat(trace.statements()).isEmpty(); assertThat(trace.openSessions()).isZero();");
  }

  @Test
  void aLostSessionCountsInItsOwnRun() {
    run(BOOKS);
    passes(
        "void lose() { factory.openSession().beginTransaction(); } lose(); System.gc();",
        "assertThat(trace.openSessions()).isOne();");
    passes("1", "assertThat(trace.openSessions()).isZero();");
    passes(
        "Session kept = factory.openSession(); factory.inSession(s -> {});",
        "assertThat(trace.openSessions()).isOne();");
    passes("2", "assertThat(trace.openSessions()).isOne();");
    passes("kept.close(); kept.close();", "assertThat(trace.openSessions()).isZero();");
    passes("3", "assertThat(trace.openSessions()).isZero();");
  }

  @Test
  void theTraceEndsAtItsLimits() {
    open(new Limits(10, 6, 16_384, 16_384, 200));
    run(BOOKS);
    passes(
        """
        try (Session session = factory.openSession()) {
          for (int i = 0; i < 20; i++) {
            session.createSelectionQuery("from Book", Book.class).list();
          }
        }
        System.out.println("x".repeat(20));
        """,
        """
        assertThat(trace.selects()).hasSizeBetween(1, 6);
        assertThat(trace.output()).hasSize(10);
        """);
    Event.Checked told = check("1", "fail(\"y\".repeat(20_000));");
    assertThat(told.message()).hasSize(16_385).endsWith("…");
  }

  @Test
  void statementsThatGoTogetherAreOne() {
    run(BOOKS);
    passes(
        "try (var c = java.sql.DriverManager.getConnection(\"jdbc:h2:mem:checks\");\n"
            + "    var s = c.prepareStatement(\"update Book set title = ? where id = 1\")) {\n"
            + "  for (String title : List.of(\"a\", \"b\", \"c\")) {\n"
            + "    s.setString(1, title); s.addBatch(); }\n"
            + "  s.executeBatch(); }",
        """
        assertThat(trace.updates()).singleElement().satisfies(sent -> {
          assertThat(sent.batch()).isEqualTo(3);
          assertThat(sent.cause()).isEqualTo("jdbc");
          assertThat(sent.toString()).startsWith("line 5, ").endsWith(": " + sent.sql());
        });
        """);
  }

  @Test
  void findingsAreNamed() {
    run(BOOKS);
    passes(
        "for (int id : List.of(1, 2, 3, 4, 5)) { try (Session s = factory.openSession()) {\n"
            + "  s.createSelectionQuery(\"from Book where id = :id\", Book.class)"
            + ".setParameter(\"id\", id).list(); } }",
        "assertThat(trace.findings()).containsExactly(\"query_in_loop\");");
  }

  @Test
  void whatTheCheckDoesIsToldToNobody() {
    run(BOOKS);
    String check =
        """
        System.out.println("from the check");
        long count = factory.fromTransaction(session ->
            session.createSelectionQuery("select count(*) from Book", Long.class).getSingleResult());
        assertThat(count).isEqualTo(2);
        """;
    passes("int a = 1;", check);
    assertThat(printed(Event.Stream.OUT)).isEmpty();
    assertThat(all(Event.OfTrace.class)).isEmpty();

    run("try (Session session = factory.openSession()) { session.find(Book.class, 1); }");
    assertThat(all(Event.Statement.class)).extracting(Event.Statement::session).containsExactly(2);
    assertThat(printed(Event.Stream.OUT)).isEmpty();
  }

  @Test
  void aFailedCheckShowsEntitiesWithoutLoadingThem() {
    run(BOOKS);
    run(
        "Session session = factory.openSession(); Book book = session.getReference(Book.class, 1);");
    Event.Checked told =
        check("List<Book> books = List.of(book);", "assertThat(books).as(\"None.\").isEmpty();");
    assertThat(told.message()).isEqualTo("None.");
    assertThat(told.detail()).contains("Book#1 (proxy, not loaded)");
    run("session.close()");
  }

  @Test
  void nothingOfTheCheckIsLeft() {
    passes("int trace = 1;", "int local = 2; assertThat(local).isEqualTo(2);");

    assertThat(run("local")).isEqualTo(Status.FAILED);
    assertThat(run("check$1(null)")).isEqualTo(Status.FAILED);
    assertThat(run("assertThat(1)")).isEqualTo(Status.FAILED);
    assertThat(run("trace")).isEqualTo(Status.OK);
    assertThat(values()).containsExactly("1");
    assertThat(run("orrery.kernel.shell.Shell shell;")).isEqualTo(Status.FAILED);
    assertThat(run("orrery.kernel.protocol.Event event;")).isEqualTo(Status.FAILED);
  }

  @Test
  void aLearnersOwnAssertThatIsNotMeant() {
    run("void assertThat(int n) { throw new IllegalStateException(); }");
    passes("int n = 1;", "assertThat(n).isOne();");
  }

  @Test
  void aWaitingDeclarationIsMetAsWell() {
    passes(
        "int twice(int n) { return 2 * n; }",
        "assertThat(twice(2)).isEqualTo(4); assertThatThrownBy(() -> twice(1 / 0)).isNotNull();");
  }
}
