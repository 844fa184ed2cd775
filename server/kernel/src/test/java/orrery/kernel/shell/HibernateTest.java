package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Status;
import orrery.kernel.protocol.Event.Stream;

/** Plain Hibernate in cells, as a learner writes it. */
class HibernateTest extends ShellFixture {

  private static final String ENTITIES =
      """
      @Entity
      class Author {
        @Id @GeneratedValue Long id;
        String name;
        @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
        List<Book> books = new ArrayList<>();
        Author() {}
        Author(String name) { this.name = name; }
        public String toString() { return "Author(" + name + ")"; }
      }

      @Entity
      class Book {
        @Id @GeneratedValue Long id;
        String title;
        @ManyToOne(fetch = FetchType.LAZY) Author author;
        Book() {}
        Book(String title, Author author) { this.title = title; this.author = author; }
        Author getAuthor() { return author; }
      }
      """;

  private static final String FACTORY =
      """
      SessionFactory sf = new Configuration()
          .addAnnotatedClass(Author.class)
          .addAnnotatedClass(Book.class)
          .setProperty("hibernate.connection.url", "jdbc:h2:mem:test")
          .setProperty("hibernate.connection.username", "sa")
          .setProperty("hibernate.hbm2ddl.auto", "create-drop")
          .buildSessionFactory()
      """;

  private static final String DATA =
      """
      sf.inTransaction(s -> {
        var author = new Author("Ann");
        author.books.add(new Book("One", author));
        author.books.add(new Book("Two", author));
        s.persist(author);
      })
      """;

  @BeforeEach
  void bookstore() {
    assertThat(run("entities", ENTITIES)).isEqualTo(Status.OK);
    assertThat(run("factory", FACTORY)).isEqualTo(Status.OK);
    assertThat(run("data", DATA)).isEqualTo(Status.OK);
  }

  @Test
  void namesEntitiesAndTablesAsInAProject() {
    run(
        """
        sf.fromSession(s -> s.createSelectionQuery("from Author", Author.class).getResultList())
        sf.fromSession(s -> s.createNativeQuery("select title from Book", String.class).list())
        sf.getMetamodel().entity(Author.class).getName()
        """);

    assertThat(failures()).isEmpty();
    assertThat(values()).containsExactly("[Author(Ann)]", "[\"One\", \"Two\"]", "\"Author\"");
    assertThat(all(Event.Value.class).get(0).javaType()).isEqualTo("List<Author>");
  }

  @Test
  void showsWhatIsNotLoadedWithoutLoadingIt() {
    run(
        """
        Session s = sf.openSession()
        var book = s.find(Book.class, 1L)
        book.author
        Optional.of(book.author)
        new Object[] {book.author, 1}
        Map.of("a", List.of(book.author))
        Hibernate.isInitialized(book.author)
        s.clear()
        var author = s.createSelectionQuery("from Author", Author.class).getSingleResult()
        author.books
        Hibernate.isInitialized(author.books)
        s.find(Book.class, 1L).author
        author.books.size()
        author.books.stream().map(b -> b.title).toList()
        """);

    assertThat(values())
        .containsExactly(
            "Author#1 (proxy, not loaded)",
            "Optional[Author#1 (proxy, not loaded)]",
            "Object[2] { Author#1 (proxy, not loaded), 1 }",
            "{\"a\"=[Author#1 (proxy, not loaded)]}",
            "false",
            "Author.books (not loaded)",
            "false",
            "Author(Ann)",
            "2",
            "[\"One\", \"Two\"]");
  }

  @Test
  void cleansNamesInWhatIsPrintedAndThrown() {
    run(
        "Session s = sf.openSession()\nvar book = s.find(Book.class, 1L)\nSystem.out.print(book.getAuthor().getClass())");
    assertThat(printed(Stream.OUT)).isEqualTo("class Author");

    run("var a = sf.fromSession(x -> x.find(Author.class, 1L))\n\na.books.size()");
    assertThat(failures().get(0).type()).isEqualTo("org.hibernate.LazyInitializationException");
    assertThat(failures().get(0).message())
        .contains("Author.books")
        .doesNotContain("REPL")
        .doesNotContain("$");
    assertThat(failures().get(0).line()).isEqualTo(3);
  }

  @Test
  void failsWithTheLearnersLineInACallback() {
    run(
        "sf.inTransaction(s -> {\n  s.persist(new Author(\"x\"));\n  s.find(Author.class, \"no\");\n})");

    assertThat(failures().get(0).line()).isEqualTo(3);
    assertThat(failures().get(0).frames())
        .extracting(frame -> frame.line())
        .isEqualTo(List.of(3, 1));
    run(
        "sf.fromSession(s -> s.createSelectionQuery(\"from Author\", Author.class).getResultCount())");
    assertThat(values()).containsExactly("1");
  }

  @Test
  void keepsSessionsAliveWhenAnEntityGetsAnotherBody() {
    run("Session s = sf.openSession(); var a = s.find(Author.class, 1L);");
    run("entities", ENTITIES.replace("\"Author(\" +", "\"Writer \" +"));
    run("a\ns.isOpen()\ns.contains(a)");

    assertThat(values()).containsExactly("Writer Ann)", "true", "true");
  }

  @Test
  void bindsSessionsToTheThread() {
    run(
        """
        var bound = new HibernatePersistenceConfiguration("unit")
            .managedClasses(Author.class, Book.class)
            .property("jakarta.persistence.jdbc.url", "jdbc:h2:mem:bound")
            .property("hibernate.current_session_context_class", "thread")
            .createEntityManagerFactory()
        var session = bound.getCurrentSession()
        """);
    assertThat(failures()).isEmpty();
    run("bound.getCurrentSession() == session");

    assertThat(values()).containsExactly("true");
  }

  @Test
  void showsFailuresOfToString() {
    run(
        """
        class Loop { public String toString() { return "" + this; } }
        new Loop()
        class Bad { public String toString() { throw new IllegalStateException("why"); } }
        List.of(new Bad(), 1)
        """);

    assertThat(values())
        .containsExactly(
            "<toString of Loop failed: java.lang.StackOverflowError>",
            "[<toString of Bad failed: java.lang.IllegalStateException: why>, 1]");
  }
}
