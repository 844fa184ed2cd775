package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Status;
import orrery.kernel.protocol.SessionContents;
import orrery.kernel.protocol.SessionContents.Attribute;
import orrery.kernel.protocol.SessionContents.Entity;
import orrery.kernel.protocol.SessionContents.Pending;

/** What Sessions hold from line to line. */
class StepTest extends ShellFixture {

  private static final String ENTITIES =
      """
      @Embeddable
      class Address {
        String street;
        String city;
        Address() {}
        Address(String street, String city) { this.street = street; this.city = city; }
        public String toString() { throw new IllegalStateException("toString"); }
      }

      @Entity
      class Author {
        @Id @GeneratedValue Long id;
        String name;
        Address address;
        @ElementCollection List<String> awards = new ArrayList<>();
        Author() {}
        Author(String name) { this.name = name; }
        public boolean equals(Object other) { throw new IllegalStateException("equals"); }
        public int hashCode() { throw new IllegalStateException("hashCode"); }
        void rename(String to) {
          name = to;
          name = to + "!";
        }
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
  void authors() {
    assertThat(run("entities", ENTITIES)).isEqualTo(Status.OK);
    assertThat(run("factory", FACTORY)).isEqualTo(Status.OK);
  }

  @Test
  void anEntityFromItsMakingToItsEnd() {
    run(
        """
        Session s = sf.openSession();
        s.beginTransaction();
        Author eve = new Author("Eve");
        s.persist(eve);
        eve.name = "Eva";
        s.flush();
        s.remove(eve);
        s.getTransaction().commit();
        s.close();
        """);

    assertThat(steps())
        .containsExactly(
            "after 1: Session, []",
            "after 2: Session in transaction, []",
            "after 3: Session in transaction, [Author  transient]",
            "after 4: Session in transaction 1/0/0, [Author 3 managed]",
            "after 5: Session in transaction 1/1/0, [Author 3 managed name Eve > Eva]",
            "flushed 6: Session in transaction, [Author 3 managed]",
            "after 7: Session in transaction 0/0/1, [Author 3 removed]",
            "flushed 8: Session in transaction, []",
            "committed 8: Session, []",
            "closed 9: Session closed, []");
    assertThat(step(4).order()).isLessThan(order("insert into Author"));
    assertThat(step(6).order()).isGreaterThan(order("update Author"));
  }

  @Test
  void whatAnEntityHoldsWithinMayChangeThoughItsFieldsDoNot() {
    assertThat(
            run(
                "cover",
                """
        @Entity class Cover {
          @Id @GeneratedValue Long id;
          @ManyToOne(fetch = FetchType.LAZY) Author artist;
          byte[] image = {1};
        }"""))
        .isEqualTo(Status.OK);
    assertThat(
            run(
                "covers",
                """
        SessionFactory covers = new Configuration()
            .addAnnotatedClass(Author.class)
            .addAnnotatedClass(Cover.class)
            .setProperty("hibernate.connection.url", "jdbc:h2:mem:covers")
            .setProperty("hibernate.hbm2ddl.auto", "create-drop")
            .buildSessionFactory();
        covers.inTransaction(s -> {
          Cover cover = new Cover();
          cover.artist = new Author("Ann");
          s.persist(cover.artist);
          s.persist(new Author("Bob"));
          s.persist(cover);
        });"""))
        .isEqualTo(Status.OK);
    assertThat(
            run(
                """
        try (Session s = covers.openSession()) {
          Cover cover = s.find(Cover.class, 1L);
          org.hibernate.Hibernate.initialize(cover.artist);
          cover.image[0] = 2;
          s.find(Author.class, 2L);
        }"""))
        .isEqualTo(Status.OK);

    assertThat(attribute(step(2), "artist").value()).isEqualTo("Author 1 (not loaded)");
    assertThat(attribute(step(3), "artist").value()).isEqualTo("Author 1");
    assertThat(words(step(5).session())).contains("Cover 1 managed image 01 > 02,", "Author 2");
  }

  @Test
  void everyWayToBecomeDetached() {
    run(
        """
        Session s = sf.openSession();
        Author ann = s.find(Author.class, 1L);
        Author bob = s.find(Author.class, 2L);
        s.detach(ann);
        s.clear();
        Author other = s.find(Author.class, 1L);
        s.close();
        """);

    assertThat(steps())
        .containsExactly(
            "after 1: Session, []",
            "after 2: Session, [Author 1 managed]",
            "after 3: Session, [Author 1 managed, Author 2 managed]",
            "after 4: Session, [Author 2 managed, Author 1 detached]",
            "after 5: Session, [Author 1 detached, Author 2 detached]",
            "after 6: Session, [Author 1 managed, Author 1 detached, Author 2 detached]",
            "closed 7: Session closed, [Author 1 detached]");
  }

  @Test
  void detachedEntitiesStayAsLongAsAVariableRefersToThem() {
    run("Session s = sf.openSession(); Author ann = s.find(Author.class, 1L);");
    run("s.find(Author.class, 2L).id\ns.clear();");
    assertThat(steps().get(2))
        .isEqualTo("after 2: Session, [Author 1 detached, Author 2 detached]");
    assertThat(words(context())).isEqualTo("Session, [Author 1 detached]");

    run("ann = null;");
    assertThat(words(context())).isEqualTo("Session, []");
  }

  @Test
  void beginsWithWhatAnEarlierCellLeft() {
    run("Session s = sf.openSession(); Author ann = s.find(Author.class, 1L);");
    run("1 + 1");
    assertThat(steps()).isEmpty();
    run("int n = 1;\nann.name = \"Anna\";");

    assertThat(steps())
        .containsExactly(
            "after 0: Session, [Author 1 managed]",
            "after 2: Session 0/1/0, [Author 1 managed name Ann > Anna]");
  }

  @Test
  void beginsWithWhatAThreadHasChangedSince() throws Exception {
    run(
        """
        Session s = sf.openSession();
        Author ann = s.find(Author.class, 1L);
        Thread other = new Thread(() -> {
          while (System.getProperty("orrery.test.rename") == null) Thread.onSpinWait();
          ann.name = "Anna";
          System.setProperty("orrery.test.renamed", "");
        });
        other.start();
        """);
    System.setProperty("orrery.test.rename", "");
    while (System.getProperty("orrery.test.renamed") == null) {
      Thread.onSpinWait();
    }
    run("ann.name = \"Ann\";");

    assertThat(steps())
        .containsExactly(
            "after 0: Session 0/1/0, [Author 1 managed name Ann > Anna]",
            "after 1: Session, [Author 1 managed]");
  }

  @Test
  void aCommitTellsVariablesThatHaveComeSinceTheFlush() {
    run(
        """
        Session s = sf.openSession();
        s.beginTransaction();
        Author ann = s.find(Author.class, 1L);
        Author same = ann;
        s.getTransaction().commit();
        """);

    Event.Step committed = step(5);
    assertThat(committed.moment()).isEqualTo(Event.Moment.COMMITTED);
    assertThat(committed.session().inTransaction()).isFalse();
    assertThat(committed.session().entities().get(0).aliases()).containsExactly("same");
  }

  @Test
  void linesOfLambdasAndWhatTheirCallBringsAbout() {
    run(
        """
        sf.inTransaction(s -> {
          Author ann = s.find(Author.class, 1L);
          ann.name = "Anna";
        });
        """);

    assertThat(steps())
        .containsExactly(
            "after 1: Session in transaction, []",
            "after 2: Session in transaction, [Author 1 managed]",
            "after 3: Session in transaction 0/1/0, [Author 1 managed name Ann > Anna]",
            "flushed 1: Session in transaction, [Author 1 managed]",
            "committed 1: Session, [Author 1 managed]",
            "closed 1: Session closed, [Author 1 detached]");
  }

  @Test
  void aLambdaInOneLine() {
    run("sf.inTransaction(s -> s.persist(new Author(\"Cid\")));");

    assertThat(steps())
        .contains("after 1: Session in transaction 1/0/0, [Author 3 managed]")
        .endsWith("closed 1: Session closed, [Author 3 detached]");
  }

  @Test
  void methodsOfTheCellAreItsLinesAndThoseOfOthersAreNot() {
    run(
        """
        void twice(Author author) {
          author.name = "One";
          author.name = "Two";
        }
        Session s = sf.openSession();
        Author ann = s.find(Author.class, 1L);
        twice(ann);
        ann.rename("Three");
        """);

    assertThat(steps())
        .containsExactly(
            "after 5: Session, []",
            "after 6: Session, [Author 1 managed]",
            "after 2: Session 0/1/0, [Author 1 managed name Ann > One]",
            "after 3: Session 0/1/0, [Author 1 managed name Ann > Two]",
            "after 8: Session 0/1/0, [Author 1 managed name Ann > Three!]");
  }

  @Test
  void anExceptionInTheMiddleAndARollback() {
    run(
        """
        try (Session s = sf.openSession()) {
          var transaction = s.beginTransaction();
          Author ann = s.find(Author.class, 1L);
          ann.name = "Anna";
          if (ann.id == 1) throw new IllegalStateException("stop");
          s.flush();
        }
        """);

    assertThat(failures()).hasSize(1);
    assertThat(steps())
        .contains("after 4: Session in transaction 0/1/0, [Author 1 managed name Ann > Anna]")
        .last()
        .asString()
        .startsWith("closed");

    run(
        """
        Session s = sf.openSession();
        s.beginTransaction();
        Author bob = s.find(Author.class, 2L);
        s.getTransaction().rollback();
        """);
    assertThat(steps()).endsWith("rolled_back 4: Session, [Author 2 detached]");
  }

  @Test
  void whatLiesInEmbeddablesAndCollections() {
    run(
        """
        Session s = sf.openSession();
        s.beginTransaction();
        Author ann = s.find(Author.class, 1L);
        ann.address = new Address("Main St", "Rome");
        s.flush();
        ann.address.city = "Paris";
        ann.awards.size();
        ann.awards.add("Booker");
        s.getTransaction().rollback();
        """);

    assertThat(attribute(step(6), "address"))
        .isEqualTo(
            new Attribute(
                "address",
                "Address(street=Main St, city=Paris)",
                "Address(street=Main St, city=Rome)"));
    assertThat(attribute(step(3), "awards").value()).isEqualTo("not loaded");
    assertThat(attribute(step(7), "awards").value()).isEqualTo("0 loaded");
    assertThat(attribute(step(8), "awards"))
        .isEqualTo(new Attribute("awards", "1 loaded", "0 loaded"));
  }

  @Test
  void namesAllVariablesOfAnObject() {
    run(
        """
        Session s = sf.openSession();
        Author ann = s.find(Author.class, 1L);
        Author again = s.find(Author.class, 1L);
        Author alias = ann;
        """);

    Entity entity = context().entities().get(0);
    assertThat(entity.variable()).isEqualTo("ann");
    assertThat(entity.aliases()).containsExactly("again", "alias");
    assertThat(steps()).hasSize(2);
  }

  @Test
  void twoSessionsKeepTheirStepsAndStatementsApart() {
    run(
        """
        Session one = sf.openSession();
        Session two = sf.openSession();
        one.find(Author.class, 1L).name = "Uno";
        two.find(Author.class, 1L);
        one.find(Author.class, 2L);
        one.createNativeQuery("select 1", Integer.class).getResultList();
        two.doWork(c -> c.createStatement().execute("select 2"));
        """);

    assertThat(all(Event.Statement.class))
        .extracting(Event.Statement::line, Event.Statement::session)
        .contains(tuple(3, 2), tuple(4, 3), tuple(5, 2), tuple(6, 2));
    assertThat(all(Event.Step.class))
        .extracting(step -> step.line() + " " + step.session().number())
        .containsExactly("1 2", "2 3", "3 2", "4 3", "5 2");
  }

  @Test
  void aLoopIsFollowedForSomeRounds() {
    run(
        """
        Session s = sf.openSession();
        Author ann = s.find(Author.class, 1L);
        for (int i = 0; i < 100; i++) {
          ann.name = "x" + i;
        }
        """);

    List<Event.Step> all = all(Event.Step.class);
    assertThat(all).hasSizeBetween(10, 50);
    assertThat(attribute(all.get(all.size() - 1), "name").value()).isEqualTo("x99");
    assertThat(truncated()).singleElement().extracting(Event.Truncated::what).isEqualTo("steps");
  }

  @Test
  void tellsAtMostTwoHundredStepsAndCountsStatementsApart() {
    String lines =
        Stream.iterate(1, i -> i + 1)
            .limit(300)
            .map(i -> "ann.name = \"x" + i + "\";\n")
            .collect(Collectors.joining());
    run("Session s = sf.openSession();\nAuthor ann = s.find(Author.class, 1L);\n{\n" + lines + "}");

    assertThat(all(Event.Step.class)).hasSize(200);
    assertThat(truncated()).singleElement().extracting(Event.Truncated::limit).isEqualTo(200L);
    assertThat(truncated().get(0).leftOut()).isEqualTo(102);
  }

  @Test
  void everyEventHasAPlaceOfItsOwn() {
    run(
        """
        sf.inTransaction(s -> {
          Author ann = s.find(Author.class, 1L);
          ann.name = "Anna";
        });
        """);

    List<Long> orders = all(Event.OfTrace.class).stream().map(Event.OfTrace::order).toList();
    Set<Long> distinct = new TreeSet<>(orders);
    assertThat(orders).hasSameSizeAs(distinct);
  }

  /** With the inspector on and off, and however far apart the lines are. */
  @Test
  void watchingChangesNoStatement() {
    String cell =
        """
        Session s = sf.openSession();
        s.beginTransaction();
        Author ann = s.find(Author.class, 1L);
        Author bob = s.getReference(Author.class, 2L);
        ann.name = "Anna";
        ann.address = new Address("Main St", "Rome");
        s.persist(new Author("Cid"));
        s.createSelectionQuery("from Author", Author.class).getResultList();
        ann.awards.add("Booker");
        s.detach(bob);
        s.flush();
        ann.address.city = "Paris";
        s.remove(ann);
        s.getTransaction().commit();
        s.clear();
        s.close();
        """;
    List<String> watched = statements(cell);
    assertThat(watched).hasSizeGreaterThan(6);
    assertThat(all(Event.Step.class)).isNotEmpty();

    System.setProperty("orrery.inspect", "false");
    try {
      close();
      open();
      authors();
      assertThat(statements(cell)).isEqualTo(watched);
      assertThat(all(Event.Step.class)).isEmpty();
      assertThat(all(Event.Context.class)).isEmpty();
    } finally {
      System.clearProperty("orrery.inspect");
    }
  }

  private List<String> statements(String cell) {
    assertThat(run(cell)).isEqualTo(Status.OK);
    return all(Event.Statement.class).stream()
        .map(one -> one.line() + " " + one.sql() + " " + one.binds() + " " + one.cause().words())
        .toList();
  }

  private List<Event.Truncated> truncated() {
    return all(Event.Truncated.class);
  }

  private List<String> steps() {
    return all(Event.Step.class).stream()
        .map(step -> moment(step) + " " + step.line() + ": " + words(step.session()))
        .toList();
  }

  private static String moment(Event.Step step) {
    return step.moment() == Event.Moment.LINE
        ? "after"
        : step.moment().name().toLowerCase(Locale.ROOT);
  }

  private static String words(SessionContents session) {
    Pending pending = session.pending();
    String waiting = pending.inserts() + "/" + pending.updates() + "/" + pending.deletes();
    return "Session"
        + (session.open() ? "" : " closed")
        + (session.inTransaction() ? " in transaction" : "")
        + (waiting.equals("0/0/0") ? "" : " " + waiting)
        + ", "
        + session.entities().stream().map(StepTest::words).toList();
  }

  private static String words(Entity entity) {
    Function<Attribute, Stream<String>> change =
        one ->
            one.loaded() == null
                ? Stream.empty()
                : Stream.of(" " + one.name() + " " + one.loaded() + " > " + one.value());
    return entity.name()
        + " "
        + entity.id()
        + " "
        + entity.state().name().toLowerCase(Locale.ROOT)
        + entity.attributes().stream().flatMap(change).collect(Collectors.joining());
  }

  private Event.Step step(int line) {
    return all(Event.Step.class).stream()
        .filter(step -> step.line() == line)
        .findFirst()
        .orElseThrow();
  }

  private static Attribute attribute(Event.Step step, String name) {
    return step.session().entities().get(0).attributes().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private long order(String sql) {
    return all(Event.Statement.class).stream()
        .filter(one -> one.sql().startsWith(sql))
        .findFirst()
        .orElseThrow()
        .order();
  }

  private SessionContents context() {
    List<Event.Context> all = all(Event.Context.class);
    assertThat(all).hasSize(1);
    assertThat(all.get(0).sessions()).hasSize(1);
    return all.get(0).sessions().get(0);
  }
}
