package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Status;
import orrery.kernel.protocol.Event.Stream;
import orrery.kernel.protocol.Frames;
import orrery.kernel.protocol.Json;
import orrery.kernel.protocol.SessionContents;
import orrery.kernel.protocol.SessionContents.Attribute;
import orrery.kernel.protocol.SessionContents.Entity;
import orrery.kernel.protocol.SessionContents.Pending;
import orrery.kernel.protocol.SessionContents.State;

/** What Sessions hold after a cell. Every method that a learner might override throws here. */
class ContextTest extends ShellFixture {

  private static final String TRAPS =
      """
        public String toString() { throw new IllegalStateException("toString"); }
        public boolean equals(Object other) { throw new IllegalStateException("equals"); }
        public int hashCode() { throw new IllegalStateException("hashCode"); }
      """;

  private static final String ENTITIES =
      """
      @Embeddable
      class Place {
        String city;
        int floor;
        Place() {}
        Place(String city, int floor) { this.city = city; this.floor = floor; }
      %1$s}

      @Entity
      class Author {
        @Id @GeneratedValue Long id;
        String name;
        @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
        List<Book> books = new ArrayList<>();
        Author() {}
        Author(String name) { this.name = name; }
      %1$s}

      @Entity
      class Book {
        @Id @GeneratedValue Long id;
        String title;
        BigDecimal price;
        Place place;
        @Column(updatable = false) String isbn;
        @ManyToOne(fetch = FetchType.LAZY) Author author;
        Book() {}
        Book(String title, Author author) {
          this.title = title;
          this.author = author;
          this.price = new BigDecimal("12.99");
          this.place = new Place("Rome", 1);
        }
      %1$s}

      @Entity
      @Access(AccessType.PROPERTY)
      class Shelf {
        private Long id;
        private String label;
        private String hidden;
        @Id public Long getId() { return id; }
        public void setId(Long id) { this.id = id; }
        public String getLabel() { System.out.print("label read;"); return label; }
        public void setLabel(String label) { this.label = label; }
        public String getOther() { System.out.print("other read;"); return hidden; }
        public void setOther(String other) { this.hidden = other; }
      }
      """
          .formatted(TRAPS);

  private static final String FACTORY =
      """
      SessionFactory sf = new Configuration()
          .addAnnotatedClass(Author.class)
          .addAnnotatedClass(Book.class)
          .addAnnotatedClass(Shelf.class)
          .setProperty("hibernate.connection.url", "jdbc:h2:mem:context")
          .setProperty("hibernate.hbm2ddl.auto", "create-drop")
          .buildSessionFactory();
      """;

  private static final String DATA =
      """
      sf.inTransaction(s -> {
        var author = new Author("Ann");
        author.books.add(new Book("One", author));
        author.books.add(new Book("Two", author));
        s.persist(author);
      });
      """;

  @BeforeEach
  void bookstore() {
    assertThat(run("entities", ENTITIES)).isEqualTo(Status.OK);
    assertThat(run("factory", FACTORY)).isEqualTo(Status.OK);
    assertThat(run("data", DATA)).isEqualTo(Status.OK);
  }

  @Test
  void tellsNothingWhereNoSessionIsOpen() {
    assertThat(all(Event.Context.class)).isEmpty();
    ran("try (Session s = sf.openSession()) { s.find(Book.class, 1L); }");
    assertThat(all(Event.Context.class)).isEmpty();
  }

  @Test
  void comesAfterTheTraceAndBeforeTheEnd() {
    ran("Session s = sf.openSession(); s.find(Book.class, 1L);");

    assertThat(events.get(events.size() - 2)).isInstanceOf(Event.Context.class);
    assertThat(events).filteredOn(Event.OfTrace.class::isInstance).isNotEmpty();
  }

  @Test
  void showsAChangeBesideWhatWasLoaded() {
    ran(
        """
        Session s = sf.openSession();
        Book b = s.find(Book.class, 1L);
        b.price = new BigDecimal("9.99");
        b.isbn = "not written";
        """);

    SessionContents session = only();
    assertThat(session.number()).isEqualTo(2);
    assertThat(session.variable()).isEqualTo("s");
    assertThat(session.open()).isTrue();
    assertThat(session.inTransaction()).isFalse();
    assertThat(session.pending()).isEqualTo(new Pending(0, 1, 0));
    Entity book = entity("Book", "1");
    assertThat(book.variable()).isEqualTo("b");
    assertThat(book.state()).isEqualTo(State.MANAGED);
    assertThat(book.attributes())
        .containsExactlyInAnyOrder(
            new Attribute("title", "One", null),
            new Attribute("price", "9.99", "12.99"),
            new Attribute("place", "Place(city=Rome, floor=1)", null),
            new Attribute("isbn", "not written", null),
            new Attribute("author", "Author 1 (not loaded)", null));
  }

  @Test
  void findsAChangeAsHibernateDoes() {
    ran(
        """
        Session s = sf.openSession();
        Book one = s.find(Book.class, 1L);
        Book two = s.find(Book.class, 2L);
        one.price = new BigDecimal("12.990");
        one.place = new Place("Rome", 1);
        two.place.city = "Paris";
        two.author = null;
        """);

    assertThat(only().pending().updates()).isEqualTo(1);
    assertThat(entity("Book", "1").attributes()).allMatch(one -> one.loaded() == null);
    assertThat(entity("Book", "2").attributes())
        .filteredOn(one -> one.loaded() != null)
        .containsExactlyInAnyOrder(
            new Attribute("place", "Place(city=Paris, floor=1)", "Place(city=Rome, floor=1)"),
            new Attribute("author", "null", "Author 1 (not loaded)"));
    ran("s.beginTransaction(); s.flush();");
    assertThat(all(Event.Statement.class)).extracting(Event.Statement::sql).hasSize(1);
    assertThat(only().pending().updates()).isZero();
    assertThat(only().inTransaction()).isTrue();
    ran("s.getTransaction().rollback();");
  }

  @Test
  void showsProxiesAndCollectionsAsTheyAre() {
    ran("Session s = sf.openSession(); Book b = s.find(Book.class, 1L); Author a = b.author;");
    Entity proxy = entity("Author", "1");
    assertThat(proxy.proxy()).isTrue();
    assertThat(proxy.variable()).isEqualTo("a");
    assertThat(proxy.attributes()).isEmpty();

    ran("Hibernate.initialize(a);");
    Entity author = entity("Author", "1");
    assertThat(author.proxy()).isFalse();
    assertThat(author.variable()).isEqualTo("a");
    assertThat(attribute(author, "books")).isEqualTo(new Attribute("books", "not loaded", null));
    assertThat(attribute(entity("Book", "1"), "author").value()).isEqualTo("Author 1");

    ran(
        """
        Author same = (Author) Hibernate.unproxy(a);
        same.books.size();
        """);
    assertThat(attribute(entity("Author", "1"), "books").value()).isEqualTo("2 loaded");

    ran("Book three = new Book(\"Three\", same); same.books.add(three);");
    assertThat(attribute(entity("Author", "1"), "books"))
        .isEqualTo(new Attribute("books", "3 loaded", "2 loaded"));
    assertThat(only().pending()).isEqualTo(new Pending(0, 0, 0));
  }

  @Test
  void showsWhatWaitsToBeWrittenAndRemoved() {
    ran(
        """
        Session s = sf.openSession();
        s.persist(new Author("Bob"));
        s.remove(s.find(Book.class, 2L));
        s.setDefaultReadOnly(true);
        s.find(Book.class, 1L).title = "changed in vain";
        """);

    assertThat(only().pending()).isEqualTo(new Pending(1, 0, 1));
    assertThat(entity("Book", "2").state()).isEqualTo(State.REMOVED);
    assertThat(entity("Book", "1").state()).isEqualTo(State.READ_ONLY);
    Entity bob = only().entities().get(0);
    assertThat(bob.state()).isEqualTo(State.MANAGED);
    assertThat(bob.attributes()).allMatch(one -> one.loaded() == null);
    assertThat(attribute(bob, "books").value()).isEqualTo("0 loaded");
  }

  @Test
  void tellsOnceWhatAClosedSessionLetGo() {
    ran("Session s = sf.openSession(); Book b = s.find(Book.class, 1L);");
    ran("s.find(Book.class, 2L).id\ns.close();");

    SessionContents closed = only();
    assertThat(closed.number()).isEqualTo(2);
    assertThat(closed.variable()).isEqualTo("s");
    assertThat(closed.open()).isFalse();
    assertThat(closed.entities())
        .extracting(Entity::name, Entity::id, Entity::state, Entity::proxy)
        .containsExactly(
            tuple("Book", "1", State.DETACHED, false),
            tuple("Book", "2", State.DETACHED, false),
            tuple("Author", "1", State.DETACHED, true));
    assertThat(closed.entities()).allMatch(one -> one.attributes().isEmpty());
    ran("1 + 1");
    assertThat(all(Event.Context.class)).isEmpty();
  }

  @Test
  void tellsOfASessionWhoseFactoryHasClosed() {
    ran("Session s = sf.openSession(); Book b = s.find(Book.class, 1L);");
    ran("sf.close();");

    assertThat(only().open()).isFalse();
    assertThat(entity("Book", "1").state()).isEqualTo(State.DETACHED);
  }

  @Test
  void keepsTwoSessionsApartOverCells() {
    ran("Session one = sf.openSession(); one.find(Book.class, 1L).id");
    ran("EntityManager two = sf.createEntityManager(); two.find(Book.class, 1L).title = \"x\";");

    List<SessionContents> sessions = context().sessions();
    assertThat(sessions).extracting(SessionContents::variable).containsExactly("one", "two");
    assertThat(sessions).extracting(SessionContents::number).containsExactly(2, 3);
    assertThat(sessions).extracting(one -> one.pending().updates()).containsExactly(0, 1);

    ran("one.close(); Session three = sf.openSession();");
    assertThat(context().sessions()).extracting(SessionContents::number).containsExactly(2, 3, 4);
    assertThat(context().sessions())
        .extracting(SessionContents::open)
        .containsExactly(false, true, true);
  }

  @Test
  void tellsAlsoAfterAFailure() {
    run("Session s = sf.openSession(); s.find(Book.class, 1L); s.find(Book.class, \"no\");");

    assertThat(failures()).hasSize(1);
    assertThat(entity("Book", "1").state()).isEqualTo(State.MANAGED);
  }

  @Test
  void callsNoGetter() {
    ran("sf.inTransaction(s -> { var shelf = new Shelf(); shelf.setId(1L); s.persist(shelf); });");
    ran("Session s = sf.openSession(); s.find(Shelf.class, 1L).setLabel(\"A\");");

    assertThat(printed(Stream.OUT)).isEmpty();
    assertThat(entity("Shelf", "1").attributes())
        .containsExactlyInAnyOrder(
            new Attribute("label", "A", "null"),
            new Attribute("other", "behind its getter, which was not called", null));
  }

  @Test
  void leavesOutWhatIsTooMuchAndShowsChangesFirst() {
    String fields =
        IntStream.range(0, 60).mapToObj(i -> "String f" + i + ";").collect(Collectors.joining(" "));
    ran(
        "@Entity class Wide { @Id int id; "
            + fields
            + " Wide() {} Wide(int id) { this.id = id; } }");
    ran(
        """
        var wide = new Configuration().addAnnotatedClass(Wide.class)
            .setProperty("hibernate.connection.url", "jdbc:h2:mem:wide")
            .setProperty("hibernate.hbm2ddl.auto", "create-drop")
            .buildSessionFactory();
        wide.inTransaction(s -> { for (int i = 0; i < 200; i++) s.persist(new Wide(i)); });
        Session s = wide.openSession();
        for (int i = 0; i < 200; i++) s.find(Wide.class, i);
        s.find(Wide.class, 150).f7 = "x".repeat(1_000);
        """);

    assertThat(only().entities()).hasSize(50);
    assertThat(only().leftOut()).isEqualTo(150);
    Entity first = only().entities().get(0);
    assertThat(first.id()).isEqualTo("150");
    assertThat(first.attributes()).hasSize(20);
    assertThat(first.leftOut()).isEqualTo(40);
    assertThat(first.attributes().get(0).name()).isEqualTo("f7");
    assertThat(first.attributes().get(0).value()).hasSize(200).endsWith("x…");
    assertThat(only().pending().updates()).isEqualTo(1);
  }

  @Test
  void opensAsManySessionsAsOneLikes() {
    ran(
        "List<Session> all = new ArrayList<>(); for (int i = 0; i < 25; i++) all.add(sf.openSession());");

    assertThat(context().sessions()).hasSize(10);
    assertThat(context().leftOut()).isEqualTo(15);
  }

  @Test
  void staysWithinAFrameWhateverTheValues() {
    ran(
        """
        List<Session> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
          Session s = sf.openSession();
          all.add(s);
          for (int k = 0; k < 60; k++) {
            s.persist(new Author("\\u0001".repeat(1_000) + i + k));
          }
        }
        """);

    assertThat(context().sessions()).hasSize(10);
    assertThat(context().sessions().get(0).entities()).hasSize(50);
    assertThat(Json.write(context()).length()).isBetween(300_000, Frames.MAX);
  }

  /** Looked at after each step, or only when all is over. */
  @Test
  void readingCausesNoStatement() {
    List<String> steps =
        List.of(
            "Session s = sf.openSession();",
            "s.beginTransaction();",
            "Book b = s.find(Book.class, 1L);",
            "b.price = new BigDecimal(\"1.00\");",
            "Author a = s.getReference(Author.class, 1L);",
            "s.persist(new Book(\"Three\", a));",
            "a.getClass();",
            "s.createSelectionQuery(\"from Book\", Book.class).getResultList().get(0).title = \"New\";",
            "((Author) Hibernate.unproxy(a)).books.size();",
            "s.remove(s.find(Book.class, 2L));",
            "s.getTransaction().commit();",
            "s.close();");
    List<String> inOneCell = statementsOf(List.of(String.join("\n", steps)));
    assertThat(inOneCell).hasSizeGreaterThan(6);

    close();
    open();
    bookstore();
    assertThat(statementsOf(steps)).isEqualTo(inOneCell);
  }

  private List<String> statementsOf(List<String> cells) {
    return cells.stream()
        .peek(this::ran)
        .flatMap(cell -> all(Event.Statement.class).stream())
        .map(statement -> statement.sql() + " " + statement.binds())
        .toList();
  }

  private void ran(String source) {
    run(source);
    assertThat(failures()).isEmpty();
  }

  private Event.Context context() {
    List<Event.Context> all = all(Event.Context.class);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private SessionContents only() {
    assertThat(context().sessions()).hasSize(1);
    return context().sessions().get(0);
  }

  private Entity entity(String name, String id) {
    List<Entity> found =
        only().entities().stream().filter(e -> e.name().equals(name) && e.id().equals(id)).toList();
    assertThat(found).as(name + " " + id).hasSize(1);
    return found.get(0);
  }

  private static Attribute attribute(Entity entity, String name) {
    return entity.attributes().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
