package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Pattern;
import orrery.kernel.protocol.Event.Status;
import orrery.kernel.protocol.Limits;

/** Patterns that cost too much, each caused, and each done right. */
class FindingTest extends ShellFixture {

  private static final String ENTITIES =
      """
      @Entity
      class Author {
        @Id @GeneratedValue Long id;
        String name;
        @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
        Set<Book> books = new LinkedHashSet<>();
        @ElementCollection Set<String> prizes = new LinkedHashSet<>();
        Author() {}
        Author(String name) { this.name = name; }
        Long getId() { return id; }
        String getName() { return name; }
        Set<Book> getBooks() { return books; }
        Set<String> getPrizes() { return prizes; }
      }

      @Entity
      class Book {
        @Id @GeneratedValue Long id;
        String title;
        @ManyToOne(fetch = FetchType.LAZY) Author author;
        @ManyToOne(fetch = FetchType.EAGER) Shelf shelf;
        Book() {}
        Book(String title, Author author) { this.title = title; this.author = author; }
        Author getAuthor() { return author; }
        public String toString() { return title + " by " + author.getName(); }
      }

      @Entity
      class Shelf { @Id int id; String room; Shelf() {} Shelf(int id) { this.id = id; } }
      """;

  private static final String FACTORY =
      """
      SessionFactory sf = new Configuration()
          .addAnnotatedClass(Author.class).addAnnotatedClass(Book.class).addAnnotatedClass(Shelf.class)
          .setProperty("hibernate.connection.url", "jdbc:h2:mem:find")
          .setProperty("hibernate.hbm2ddl.auto", "create-drop")
          .buildSessionFactory();
      sf.inTransaction(s -> {
        for (int i = 1; i <= 3; i++) {
          var author = new Author("Author " + i);
          for (int j = 1; j <= 2; j++) {
            author.books.add(new Book("Book " + i + j, author));
            author.prizes.add("Prize " + i + j);
          }
          author.prizes.add("Prize of " + i);
          s.persist(author);
        }
      });
      """;

  private static final String LOOP =
      """
      sf.inTransaction(session -> {
          List<Author> all = session
              .createSelectionQuery("from Author order by id", Author.class)
              .getResultList();
          for (Author author : all) {
              System.out.println(author.getBooks().size());
          }
      });
      """;

  @BeforeEach
  void define() {
    assertThat(run("model", ENTITIES)).isEqualTo(Status.OK);
    assertThat(run("factory", FACTORY)).as(failures().toString()).isEqualTo(Status.OK);
    assertThat(findings()).isEmpty();
  }

  private List<Event.Finding> findings() {
    return all(Event.Finding.class);
  }

  private Event.Finding only(Pattern pattern) {
    assertThat(findings()).extracting(Event.Finding::pattern).containsExactly(pattern);
    return findings().get(0);
  }

  private void ran(String source) {
    assertThat(run(source)).as(failures().toString()).isEqualTo(Status.OK);
  }

  private long statements() {
    return all(Event.Statement.class).size();
  }

  @Test
  void lazyCollectionsOneByOne() {
    ran(LOOP);

    Event.Finding found = only(Pattern.N_PLUS_ONE);
    assertThat(found.words())
        .isEqualTo(
            "Line 6 loaded Author.books 3 times, once for each author that line 4 had found."
                + " With 1,000 of them it would be 1,001 statements.");
    assertThat(found.line()).isEqualTo(6);
    assertThat(found.count()).isEqualTo(3);
    assertThat(found.orders()).hasSize(4);
    assertThat(found.fixes())
        .extracting(Event.Fix::strategy)
        .containsExactly("join fetch", "entity graph", "batch", "subselect");
  }

  @Test
  void everyFixDoesTheSameWithFewerStatements() {
    ran(LOOP);
    String printed = printed(Event.Stream.OUT);
    assertThat(statements()).isEqualTo(4);

    for (Event.Fix fix : only(Pattern.N_PLUS_ONE).fixes()) {
      assertThat(fix.source()).as(fix.strategy()).isNotNull();
      ran(String.valueOf(fix.source()));
      assertThat(printed(Event.Stream.OUT)).as(fix.source()).isEqualTo(printed);
      assertThat(statements()).as(fix.source()).isLessThanOrEqualTo(2);
      assertThat(findings()).isEmpty();
      assertThat(all(Event.Strategies.class))
          .singleElement()
          .satisfies(
              ways -> {
                assertThat(ways.now()).isEqualTo(fix.strategy());
                assertThat(ways.variants())
                    .extracting(Event.Variant::strategy)
                    .contains("lazy", "join fetch", "entity graph", "batch", "subselect");
              });
      everyVariantRuns(printed);
    }
  }

  private void everyVariantRuns(String printed) {
    for (Event.Variant variant : all(Event.Strategies.class).get(0).variants()) {
      ran(variant.source());
      assertThat(printed(Event.Stream.OUT)).as(variant.source()).isEqualTo(printed);
    }
  }

  @Test
  void anExpressionOfALambdaBecomesABlock() {
    ran(
        """
        sf.fromTransaction(session -> session
            .createSelectionQuery("from Author a", Author.class)
            .getResultStream().map(a -> a.getBooks().size()).toList())
        """);
    List<String> values = values();

    for (Event.Fix fix : only(Pattern.N_PLUS_ONE).fixes()) {
      assertThat(fix.source()).as(fix.strategy()).isNotNull();
      ran(String.valueOf(fix.source()));
      assertThat(values()).isEqualTo(values);
      assertThat(findings()).isEmpty();
    }
  }

  @Test
  void proxiesOneByOne() {
    ran(
        """
        sf.inTransaction(session -> {
            for (Book book : session.createSelectionQuery("from Book", Book.class).getResultList()) {
                System.out.println(book.getAuthor().getName());
            }
        });
        """);

    Event.Finding found = only(Pattern.N_PLUS_ONE);
    assertThat(found.words())
        .startsWith("Line 3 loaded Book.author 3 times, one by one, for what line 2 had found.");
    assertThat(found.fixes())
        .extracting(Event.Fix::strategy)
        .containsExactly("join fetch", "entity graph", "batch");
    assertThat(found.fixes().get(0).code()).isEqualTo("from Book b left join fetch b.author");
    for (Event.Fix fix : found.fixes()) {
      ran(String.valueOf(fix.source()));
      assertThat(findings()).isEmpty();
    }
  }

  @Test
  void collectionsOfWhatAnEarlierCellHasFound() {
    ran(
        """
        Session session = sf.openSession();
        List<Author> all = session.createSelectionQuery("from Author", Author.class).getResultList();
        """);
    ran("for (Author author : all) author.getBooks().size();");

    Event.Finding found = only(Pattern.N_PLUS_ONE);
    assertThat(found.words())
        .isEqualTo(
            "Line 1 loaded Author.books 3 times, once for each author that was there already."
                + " With 1,000 of them it would be 1,000 statements.");
    assertThat(found.orders()).hasSize(3);
    assertThat(found.fixes())
        .extracting(Event.Fix::code)
        .containsExactly(
            "from Author a left join fetch a.books", "@BatchSize(size = 16)\n… books;");
  }

  @Test
  void proxiesOfWhatCameByItsIds() {
    ran(
        """
        sf.inTransaction(session -> {
            for (Book book : session.findMultiple(Book.class, List.of(1L, 3L, 5L))) {
                book.getAuthor().getName();
            }
        });
        """);

    assertThat(only(Pattern.N_PLUS_ONE).words())
        .isEqualTo(
            "Line 3 loaded Author 3 times, one by one, for what was there already."
                + " With 1,000 of them it would be 1,000 statements.");
  }

  @Test
  void twoOwnersOfAnEarlierCellAreNoPattern() {
    ran(
        """
        Session session = sf.openSession();
        List<Author> all = session.createSelectionQuery("from Author", Author.class).getResultList();
        """);
    ran("for (Author author : all.subList(0, 2)) author.getBooks().size();");

    assertThat(findings()).isEmpty();
  }

  @Test
  void oneOwnerIsNoPattern() {
    ran(
        """
        sf.inTransaction(session -> {
            var all = session.createSelectionQuery("from Author", Author.class).getResultList();
            Hibernate.initialize(all.get(0).getBooks());
        });
        """);

    assertThat(findings()).isEmpty();
    assertThat(all(Event.Strategies.class)).isEmpty();
  }

  @Test
  void twoCollectionsInOneQuery() {
    ran(
        """
        sf.inTransaction(session -> {
            session.createSelectionQuery(
                "from Author a left join fetch a.books left join fetch a.prizes", Author.class)
                .getResultList();
        });
        """);

    Event.Finding found = only(Pattern.CARTESIAN_PRODUCT);
    assertThat(found.words())
        .isEqualTo(
            "Line 4 fetched Author.books and Author.prizes in one query, so the database paired"
                + " each with each: 18 rows came for 6 books and 9 prizes.");
    ran(String.valueOf(found.fixes().get(0).source()));
    assertThat(findings()).isEmpty();
  }

  @Test
  void nestedCollectionsMultiplyNothing() {
    ran(
        """
        sf.inTransaction(session -> {
            session.createSelectionQuery(
                "from Book b left join fetch b.author a left join fetch a.prizes", Book.class)
                .getResultList();
        });
        """);

    assertThat(findings()).isEmpty();
  }

  @Test
  void findInALoop() {
    ran(
        """
        sf.inTransaction(session -> {
            for (long id = 1; id <= 3; id++) {
                session.find(Author.class, id);
            }
        });
        """);

    assertThat(only(Pattern.QUERY_IN_LOOP).words())
        .isEqualTo(
            "Line 3 loaded Author by id 3 times, a statement each."
                + " One statement can load them together.");
  }

  @Test
  void queryInALoop() {
    ran(
        """
        sf.inTransaction(session -> {
            for (String name : List.of("Author 1", "Author 2", "Author 3")) {
                session.createSelectionQuery("from Author where name = :name", Author.class)
                    .setParameter("name", name).getSingleResult();
            }
        });
        """);

    assertThat(only(Pattern.QUERY_IN_LOOP).words()).startsWith("Line 4 ran the same query 3 times");
  }

  @Test
  void aQueryOfTwoTimesIsNoLoop() {
    ran(
        """
        sf.inTransaction(session -> {
            for (String name : List.of("Author 1", "Author 2")) {
                session.createSelectionQuery("from Author where name = :name", Author.class)
                    .setParameter("name", name).getSingleResult();
            }
        });
        """);

    assertThat(findings()).isEmpty();
  }

  private static final String PAGE =
      """
      sf.inTransaction(session -> {
          var page = session
              .createSelectionQuery("from Author a left join fetch a.books b order by %s", Author.class)
              .setMaxResults(2)
              .getResultList();
          page.forEach(a -> System.out.println(a.getBooks().size()));
      });
      """;

  @Test
  void aPageThatTheDatabaseCannotCut() {
    ran(PAGE.formatted("a.id, b.id"));

    Event.Finding found = only(Pattern.PAGING_IN_MEMORY);
    assertThat(found.words())
        .startsWith("Line 5 wanted a page, and fetched Author.books in the same query. No limit");
    String printed = printed(Event.Stream.OUT);
    ran(String.valueOf(found.fixes().get(0).source()));
    assertThat(findings()).isEmpty();
    assertThat(printed(Event.Stream.OUT)).isEqualTo(printed);
  }

  @Test
  void aPageThatTheDatabaseCuts() {
    ran(PAGE.formatted("a.id"));

    assertThat(findings()).isEmpty();
  }

  @Test
  void anUpdateOfNothing() {
    ran(
        """
        sf.inTransaction(session ->
            session.createMutationQuery("update Author set name = 'x' where id = 99").executeUpdate());
        """);

    assertThat(only(Pattern.EMPTY_UPDATE).words())
        .startsWith("The update at line 2 matched no row.");
  }

  @Test
  void aDeleteOfNothingIsMeant() {
    ran(
        """
        sf.inTransaction(session ->
            session.createMutationQuery("delete from Book where id = 99").executeUpdate());
        """);

    assertThat(findings()).isEmpty();
  }

  @Test
  void shownByLoading() {
    ran(
        """
        Session open = sf.openSession();
        open.createSelectionQuery("from Book where id = 1", Book.class).getSingleResult()
        """);

    assertThat(only(Pattern.LOADED_TO_SHOW).words())
        .isEqualTo(
            "Nothing but showing the value loaded Author, by a statement: a toString reads it.");
  }

  @Test
  void anEagerLoadThatNobodyAskedFor() {
    ran(
        "sf.inTransaction(s -> { s.persist(new Shelf(1)); s.find(Book.class, 1L).shelf = s.getReference(Shelf.class, 1); });");
    assertThat(findings()).isEmpty();

    ran(
        """
        sf.inTransaction(session -> {
            var books = session.createSelectionQuery("from Book", Book.class).getResultList();
            System.out.println(books.size());
        });
        """);

    assertThat(only(Pattern.UNUSED_FETCH).words())
        .startsWith("Line 2 asked for book alone. Its mapping says that Book.shelf is EAGER");
  }

  @Test
  void statementsBeyondTheLimitAreCounted() {
    open(new Limits(262_144, 50, 16_384, 16_384, 200));
    define();
    ran(
        """
        sf.inTransaction(session -> {
            for (int i = 0; i < 1000; i++) {
                session.createSelectionQuery("from Author where id = :id", Author.class)
                    .setParameter("id", i).getResultList();
            }
        });
        """);

    Event.Folded folded = all(Event.Folded.class).get(0);
    assertThat(folded.statements() + statements()).isEqualTo(1000);
    assertThat(folded.alike())
        .singleElement()
        .satisfies(
            alike -> {
              assertThat(alike.line()).isEqualTo(4);
              assertThat(alike.words()).isEqualTo("query");
              assertThat(alike.times()).isEqualTo(folded.statements());
            });
    assertThat(only(Pattern.QUERY_IN_LOOP).count()).isEqualTo(1000);
  }
}
