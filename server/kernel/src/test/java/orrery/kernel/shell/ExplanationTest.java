package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Failure;
import orrery.kernel.protocol.Failure.Explanation;
import orrery.kernel.protocol.Failure.Repair;
import orrery.kernel.protocol.Limits;

/** Each failure that learners meet is caused, and its explanation read. */
class ExplanationTest extends ShellFixture {

  private static final String MODEL =
      """
      import org.hibernate.LockMode;
      @Entity @Table(name = "authors") class Author {
        @Id @GeneratedValue Long id;
        @Column(nullable = false, unique = true, length = 20) String name;
        @OneToMany(mappedBy = "author") List<Book> books = new ArrayList<>();
        @OneToMany(mappedBy = "author") List<Prize> prizes = new ArrayList<>();
        Author() {}
        Author(String name) { this.name = name; }
        List<Book> getBooks() { return books; }
        String getName() { return name; }
        public String toString() { return "Author " + books; }
      }
      @Entity @Table(name = "books") class Book {
        @Id @GeneratedValue Long id;
        @Column(name = "book_title") String title;
        @Column(check = @jakarta.persistence.CheckConstraint(name = "some_pages", constraint = "pages > 0"))
        int pages = 1;
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(foreignKey = @ForeignKey(name = "fk_author")) Author author;
        @Version int version;
        Book() {}
        Book(String title, Author author) { this.title = title; this.author = author; }
        Author getAuthor() { return author; }
      }
      @Entity class Prize { @Id @GeneratedValue Long id; @ManyToOne(optional = false) Author author; }
      @Entity class Coin { @Id Long id; String side; Coin() {} Coin(Long id) { this.id = id; } }
      @Entity class Tag { @Id String code; }
      @Entity class Stray { @Id Long id; }
      """;

  private static final String FACTORY =
      """
      SessionFactory sf = new Configuration()
          .addAnnotatedClass(Author.class).addAnnotatedClass(Book.class)
          .addAnnotatedClass(Prize.class).addAnnotatedClass(Coin.class).addAnnotatedClass(Tag.class)
          .setProperty("hibernate.connection.url", "jdbc:h2:mem:explained;LOCK_TIMEOUT=100")
          .setProperty("hibernate.connection.username", "sa")
          .setProperty("hibernate.connection.pool_size", "2")
          .setProperty("hibernate.hbm2ddl.auto", "create-drop")
          .buildSessionFactory();
      sf.inTransaction(s -> {
        var ann = new Author("Ann");
        s.persist(ann);
        s.persist(new Author("Bob"));
        s.persist(new Book("One", ann));
        s.persist(new Book("Two", ann));
        s.persist(new Coin(7L));
      });
      """;

  @BeforeEach
  void bookstore() {
    assertThat(run("model", MODEL)).isEqualTo(Event.Status.OK);
    assertThat(run("factory", FACTORY)).isEqualTo(Event.Status.OK);
  }

  @AfterEach
  @Override
  void close() {
    run("close", "sf.close()");
    super.close();
  }

  private Explanation explained(String source) {
    assertThat(run(source)).isEqualTo(Event.Status.FAILED);
    assertThat(failures()).hasSize(1);
    Failure failure = failures().get(0);
    Explanation explanation =
        Objects.requireNonNull(failure.explanation(), failure.type() + ": " + failure.message());
    assertThat(explanation.toString()).doesNotContain("REPL").doesNotContain("$");
    assertThat(explanation.why()).isNotEmpty();
    assertThat(explanation.repairs()).hasSize(2).allMatch(repair -> !repair.code().isBlank());
    return explanation;
  }

  private static String code(Explanation explanation, int repair) {
    return explanation.repairs().get(repair).code();
  }

  @Test
  void aCollectionAfterTheSessionClosed() {
    Explanation told =
        explained(
            "var ann = sf.fromSession(s -> s.find(Author.class, 1L));\n\nann.getBooks().size()");

    assertThat(told.what())
        .isEqualTo(
            "Line 3 used Author.books of Author 1, which was not loaded, and no Session was there to load it.");
    assertThat(told.why()).endsWith("A Session that held it closed at line 1.");
    assertThat(code(told, 0)).isEqualTo("from Author a left join fetch a.books");
    assertThat(code(told, 1)).contains("sf.inTransaction(").contains("find(Author.class, 1L)");
  }

  @Test
  void aCollectionOfAnObjectThatWasLetGo() {
    Explanation told =
        explained(
            "Session s = sf.openSession();\nvar ann = s.find(Author.class, 1L); s.clear();\nann.books.size()");

    assertThat(told.what()).startsWith("Line 3 used Author.books of Author 1,");
    assertThat(told.why())
        .endsWith("That Session has closed, or has let go of the object by clear or detach.");
    run("s.close()");
  }

  @Test
  void aProxyAfterTheSessionClosed() {
    run("read", "\nvar one = sf.fromSession(s -> s.find(Book.class, 1L));");
    Explanation told = explained("one.getAuthor().getName()");

    assertThat(told.what()).startsWith("Line 1 used Author 1, which was not loaded,");
    assertThat(told.why()).contains("proxy").endsWith("closed at line 2 of cell read.");
    assertThat(code(told, 0)).isEqualTo("from Book b left join fetch b.author");
  }

  @Test
  void aToStringThatWouldLoad() {
    Explanation told =
        explained(
            "var ann = sf.fromSession(s -> s.find(Author.class, 1L));\nSystem.out.println(ann);");

    assertThat(told.what()).startsWith("Line 2 used Author.books of Author 1 in a toString,");
    assertThat(code(told, 1)).contains("return \"Author \" + id;");
  }

  @Test
  void persistOfADetachedObject() {
    Explanation told =
        explained(
            "var ann = sf.fromSession(s -> s.find(Author.class, 1L));\nsf.inTransaction(s -> s.persist(ann));");

    assertThat(told.what()).isEqualTo("Line 2 passed an Author to persist that is not new.");
    assertThat(code(told, 0)).isEqualTo("Author managed = session.merge(ann);");
  }

  @Test
  void aDetachedObjectWhereAManagedOneIsNeeded() {
    Explanation told =
        explained(
            "var ann = sf.fromSession(s -> s.find(Author.class, 1L));\nsf.inTransaction(s -> s.refresh(ann));");

    assertThat(told.what()).isEqualTo("Line 2 gave the Session an object that it does not manage.");
  }

  @Test
  void aSecondObjectForARow() {
    Explanation told =
        explained(
            "Session s = sf.openSession(); s.beginTransaction();\nvar held = s.find(Coin.class, 7L);\ns.persist(new Coin(7L));");

    assertThat(told.what())
        .isEqualTo(
            "Line 3 gave the Session a second object for Coin 7, while it holds one already.");
    assertThat(told.facts()).containsExactly("Session s holds it as held");
    assertThat(code(told, 0)).isEqualTo("Coin coin = s.find(Coin.class, 7L);");
    run("s.close()");
  }

  @Test
  void aReferenceToATransientObject() {
    Explanation told =
        explained(
            "sf.inTransaction(s -> {\n  s.persist(new Book(\"X\", new Author(\"New\")));\n});");

    assertThat(told.what())
        .isEqualTo("Line 1 flushed a Book whose author is an Author that nobody has persisted.");
    assertThat(code(told, 0)).isEqualTo("session.persist(author);");
    assertThat(code(told, 1))
        .isEqualTo("@ManyToOne(cascade = CascadeType.PERSIST)\nAuthor author;");
  }

  @Test
  void aTransientObjectAsAParameter() {
    Explanation told =
        explained(
            "sf.inTransaction(s -> s.createSelectionQuery(\"from Book where author = :a\", Book.class)\n.setParameter(\"a\", new Author(\"x\")).getResultList());");

    assertThat(told.what())
        .isEqualTo("Line 2 needed the row of an Author that nobody has persisted.");
  }

  @Test
  void aRowThatSomebodyElseChanged() {
    Explanation told =
        explained(
            """
            Session s = sf.openSession(); var tx = s.beginTransaction();
            Book book = s.find(Book.class, 1L);
            sf.inTransaction(other -> other.find(Book.class, 1L).title = "Theirs");
            book.title = "Mine";
            tx.commit();
            """);

    assertThat(told.what())
        .isEqualTo("Line 5 wrote Book 1, but its row has changed or gone since it was read.");
    assertThat(told.why()).contains("version");
    assertThat(code(told, 0)).contains("Book book = session.find(Book.class, 1L);");
    run("s.close()");
  }

  @Test
  void aRowThatSomebodyElseDeleted() {
    Explanation told =
        explained(
            """
            sf.inTransaction(s -> {
              s.find(Coin.class, 7L).side = "heads";
              sf.inTransaction(other -> other.remove(other.find(Coin.class, 7L)));
            });
            """);

    assertThat(told.what())
        .isEqualTo("Line 1 wrote Coin 7, but its row has gone since it was read.");
  }

  @Test
  void anOptimisticLock() {
    Explanation told =
        explained(
            """
            sf.inTransaction(s -> {
              s.find(Book.class, 1L, LockModeType.OPTIMISTIC);
              sf.inTransaction(other -> other.find(Book.class, 1L).title = "Theirs");
            });
            """);

    assertThat(told.what()).startsWith("Line 1 relied on Book 1 to stay as it was read,");
    assertThat(told.facts()).containsExactly("the database has version 1");
  }

  @Test
  void aValueThatIsThereAlready() {
    Explanation told = explained("sf.inTransaction(s -> s.persist(new Author(\"Ann\")));");

    assertThat(told.what())
        .isEqualTo(
            "Line 1 wrote an Author with name 'Ann', and the table authors has such a row already.");
    assertThat(told.facts()).singleElement().asString().endsWith(" on authors(name)");
    assertThat(code(told, 0)).isEqualTo("from Author where name = 'Ann'");
  }

  @Test
  void anIdThatIsThereAlready() {
    Explanation told = explained("sf.inTransaction(s -> s.persist(new Coin(7L)));");

    assertThat(told.what())
        .isEqualTo(
            "Line 1 inserted a row with the id 7 into coin, and one with this id is there already.");
    assertThat(code(told, 0)).isEqualTo("Coin coin = session.find(Coin.class, 7L);");
  }

  @Test
  void aNullThatHibernateRefuses() {
    Explanation told = explained("sf.inTransaction(s -> s.persist(new Author(null)));");

    assertThat(told.what()).isEqualTo("Line 1 wanted to write an Author whose name is null.");
    assertThat(code(told, 1)).isEqualTo("@Column(nullable = true)\nString name;");

    assertThat(explained("sf.inTransaction(s -> s.persist(new Prize()));").what())
        .isEqualTo("Line 1 wanted to write a Prize whose author is null, or not persisted.");
  }

  @Test
  void aNullThatTheDatabaseRefuses() {
    Explanation told =
        explained(
            "sf.inTransaction(s -> s.createNativeMutationQuery(\"update authors set name = null\").executeUpdate());");

    assertThat(told.what())
        .isEqualTo("Line 1 wrote NULL to the column name of authors, which does not allow it.");
  }

  @Test
  void aTextThatIsTooLong() {
    Explanation told = explained("sf.inTransaction(s -> s.persist(new Author(\"x\".repeat(21))));");

    assertThat(told.what())
        .isEqualTo("Line 1 wrote a text of 21 characters to Author.name, which takes 20.");
    assertThat(code(told, 1)).isEqualTo("@Column(length = 21)");
  }

  @Test
  void aRowThatIsStillReferredTo() {
    Explanation told = explained("sf.inTransaction(s -> s.remove(s.find(Author.class, 1L)));");

    assertThat(told.what())
        .isEqualTo("Line 1 deleted Author 1, but rows of books still refer to it.");
    assertThat(told.facts())
        .containsExactly("constraint fk_author: books(author_id) refers to authors(id)");
    assertThat(code(told, 0)).contains("delete from Book where author.id = 1");
  }

  @Test
  void aReferenceToNoRow() {
    Explanation told =
        explained(
            "sf.inTransaction(s -> s.persist(new Book(\"X\", s.getReference(Author.class, 99L))));");

    assertThat(told.what())
        .isEqualTo("Line 1 wrote a Book whose author is Author 99, and there is no such row.");
  }

  @Test
  void aCheck() {
    Explanation told =
        explained(
            "sf.inTransaction(s -> { var b = new Book(\"X\", null); b.pages = 0; s.persist(b); });");

    assertThat(told.what())
        .isEqualTo(
            "Line 1 wrote a row of books that the check constraint some_pages does not allow.");
  }

  @Test
  void anEntityThatIsNotRegistered() {
    for (String use :
        List.of(
            "s.persist(new Stray())",
            "s.find(Stray.class, 1L)",
            "s.createSelectionQuery(\"from Stray\", Stray.class).getResultList()")) {
      Explanation told = explained("sf.inTransaction(s -> " + use + ");");

      assertThat(told.what())
          .isEqualTo("Line 1 used Stray, an entity that the factory does not know.");
      assertThat(told.facts()).containsExactly("sf knows Author, Book, Coin, Prize and Tag");
      assertThat(code(told, 0)).contains("managedClasses(").contains("Stray.class");
    }
  }

  @Test
  void aClassThatIsNoEntity() {
    Explanation told = explained("class Plain {}\nsf.inTransaction(s -> s.persist(new Plain()));");

    assertThat(told.what()).isEqualTo("Line 2 used Plain as an entity, which it is not.");
  }

  @Test
  void anAssociationToAClassThatIsNotRegistered() {
    Explanation told =
        explained("new Configuration().addAnnotatedClass(Book.class).buildSessionFactory();");

    assertThat(told.what())
        .isEqualTo(
            "Line 1 made a factory with Book, but without Author, which Book.author refers to.");
    assertThat(code(told, 1)).isEqualTo(".addAnnotatedClass(Author.class)");
  }

  @Test
  void aClassThatWasDefinedAgain() {
    run("tag", "@Entity class Tag { @Id String code; int uses; }");
    for (String use :
        List.of(
            "s.persist(new Tag())",
            "s.createSelectionQuery(\"from Tag\", Tag.class).getResultList()")) {
      Explanation told = explained("sf.inTransaction(s -> " + use + ");");

      assertThat(told.what())
          .isEqualTo(
              "Line 1 used Tag as it is defined now, but the factory knows the Tag from before.");
      assertThat(code(told, 0)).startsWith("SessionFactory sf =");
    }
  }

  @Test
  void aQueryForAnotherClass() {
    Explanation told =
        explained(
            "sf.inTransaction(s -> s.createSelectionQuery(\"from Author\", Book.class).getResultList());");

    assertThat(told.what())
        .isEqualTo("Line 1 asked a query for Book, but what it selects is Author.");
  }

  @Test
  void namesThatAreMisspelt() {
    assertThat(explained(query("from Autor")).repairs().get(0))
        .isEqualTo(new Repair("Did you mean Author?", "from Author"));
    assertThat(explained(query("from authors")).why())
        .isEqualTo("HQL speaks of classes, not of tables: authors is the table of Author.");

    Explanation attribute = explained(query("from Author a where a.nam = 'x'"));
    assertThat(attribute.what())
        .isEqualTo(
            "Line 1 has a query that asks for nam, and Author has no attribute of that name.");
    assertThat(attribute.facts()).containsExactly("Author has id, books, name and prizes");
    assertThat(code(attribute, 0)).isEqualTo("name");

    assertThat(code(explained(query("from Author where nam = 'x'")), 0)).isEqualTo("name");
    assertThat(explained(query("from Book b where b.book_title = 'x'")).why())
        .endsWith("the column book_title is the attribute title.");
  }

  private static String query(String hql) {
    return "sf.inTransaction(s -> s.createSelectionQuery(\""
        + hql
        + "\", Object.class).getResultList());";
  }

  @Test
  void aQueryThatIsNoHql() {
    Explanation told = explained(query("from Author wher name = 'x'"));

    assertThat(told.facts()).containsExactly("from Author wher ▸name = 'x'");
    assertThat(code(told, 0)).isEqualTo("from Author where name = 'x'");
  }

  @Test
  void aTableThatIsMissing() {
    run("drop", "sf.getSchemaManager().drop(true)");
    Explanation told = explained(query("from Tag"));
    assertThat(told.what())
        .isEqualTo("Line 1 needed the table tag of Tag, and the database has none of that name.");
    assertThat(code(told, 1)).contains("sf.getSchemaManager().create(true);");
    run("create", "sf.getSchemaManager().create(true)");

    Explanation sql = explained(sql("select name from author"));
    assertThat(sql.what()).startsWith("Line 1 sent SQL that speaks of a table author,");
    assertThat(sql.repairs().get(0))
        .isEqualTo(new Repair("Did you mean authors?", "select * from authors"));
  }

  @Test
  void whatAnEarlierShellHasMappedIsNotKnown() {
    open(Limits.DEFAULT);
    run(
        "pins",
        """
        @Entity class Pin { @Id Long id; }
        SessionFactory sf = new Configuration().addAnnotatedClass(Pin.class)
            .setProperty("hibernate.connection.url", "jdbc:h2:mem:pins").buildSessionFactory();
        """);

    assertThat(explained(sql("select code from tag")).what())
        .startsWith("Line 1 sent SQL that speaks of a table tag,");
  }

  private static String sql(String sql) {
    return "sf.inTransaction(s -> s.createNativeQuery(\""
        + sql
        + "\", String.class).getResultList());";
  }

  @Test
  void aColumnThatIsMissing() {
    run(
        "alter",
        "sf.inTransaction(s -> s.createNativeMutationQuery(\"alter table coin drop column side\").executeUpdate());");
    assertThat(explained(query("from Coin")).what())
        .isEqualTo(
            "Line 1 needed the column side of the table Coin, and the table does not have it.");

    Explanation sql = explained(sql("select book_titel from books"));
    assertThat(sql.repairs().get(0).words()).isEqualTo("Did you mean book_title?");
  }

  @Test
  void aColumnThatIsMissingAsAFactoryIsMade() {
    Explanation told =
        explained(
            """
            @Entity @Table(name = "coin") class LaterCoin { @Id Long id; Integer weight; }
            new Configuration()
                .addAnnotatedClass(LaterCoin.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:explained")
                .setProperty("hibernate.connection.username", "sa")
                .setProperty("hibernate.hbm2ddl.auto", "validate")
                .buildSessionFactory();
            """);

    assertThat(told.what())
        .isEqualTo(
            "Line 7 compared the classes with their tables,"
                + " and the table coin has no column weight.");
    assertThat(code(told, 0)).isEqualTo(".schemaToolingAction(Action.UPDATE)");
  }

  @Test
  void aNameThatIsReserved() {
    Explanation told =
        explained(
            """
            @Entity class Row { @Id Long id; }
            var rows = new Configuration().addAnnotatedClass(Row.class).buildSessionFactory();
            rows.inTransaction(s -> s.find(Row.class, 1L));
            """);

    assertThat(told.why()).startsWith("ROW is reserved in this database's SQL.");
    run("rows.close()");
  }

  @Test
  void noResultAndTooMany() {
    Explanation none =
        explained(
            "sf.inTransaction(s -> s.createSelectionQuery(\"from Tag\", Tag.class).getSingleResult());");
    assertThat(none.what())
        .isEqualTo("Line 1 asked for exactly one result, and the query found none.");
    assertThat(none.facts()).containsExactly("from Tag");

    Explanation many =
        explained(
            "sf.inTransaction(s -> s.createSelectionQuery(\"from Author\", Author.class).getSingleResult());");
    assertThat(many.what())
        .isEqualTo("Line 1 asked for exactly one result, and the query found 2.");
  }

  @Test
  void twoBags() {
    Explanation told = explained(query("from Author a join fetch a.books join fetch a.prizes"));

    assertThat(told.what())
        .isEqualTo("Line 1 fetched Author.books and Author.prizes in one query.");
    assertThat(code(told, 0))
        .isEqualTo("from Author a left join fetch a.books\nfrom Author a left join fetch a.prizes");
  }

  @Test
  void anEmptyPool() {
    Explanation told =
        explained(
            """
            Session one = sf.openSession(); one.beginTransaction(); one.find(Coin.class, 7L);
            sf.inTransaction(s -> {
              s.find(Coin.class, 7L);
              sf.inTransaction(inner -> inner.find(Coin.class, 7L));
            });
            """);

    assertThat(told.what())
        .isEqualTo("Line 4 needed a connection, and all connections of the pool are taken.");
    assertThat(told.facts()).hasSize(1);
    assertThat(told.facts().get(0)).contains("taken at line 1, held by Session one");
    assertThat(code(told, 0)).contains("sf.openSession()");
    run("one.close()");
  }

  @Test
  void anEmptyPoolByAMethodThatIsCalledAgainAndAgain() {
    Explanation told =
        explained(
            """
            Coin read() {
              Session s = sf.openSession(); s.beginTransaction();
              return s.find(Coin.class, 7L);
            }
            read();
            read();
            read();
            """);

    assertThat(told.what()).startsWith("Line 2, called from line 7, needed a connection,");
    assertThat(told.facts()).hasSize(2);
    assertThat(told.facts().get(0)).contains("taken at line 2 for line 5");
    assertThat(told.facts().get(1)).contains("for line 6");
  }

  @Test
  void anEmptyPoolOfADataSource() {
    Explanation told =
        explained(
            """
            var pool = org.h2.jdbcx.JdbcConnectionPool.create("jdbc:h2:mem:pool", "sa", "");
            pool.setMaxConnections(1); pool.setLoginTimeout(1);
            var settings = new Configuration().addAnnotatedClass(Coin.class);
            settings.getProperties().put("hibernate.connection.datasource", pool);
            var pooled = settings.buildSessionFactory();
            var kept = pool.getConnection();
            pooled.inTransaction(s -> s.find(Coin.class, 7L));
            """);

    assertThat(told.facts()).hasSize(1);
    assertThat(told.facts().get(0)).endsWith("taken at line 6");
    run("kept.close(); pooled.close();");
  }

  @Test
  void aRowThatIsLocked() {
    Explanation told =
        explained(
            """
            Session first = sf.openSession(); first.beginTransaction();
            first.find(Author.class, 1L, LockMode.PESSIMISTIC_WRITE);
            sf.inTransaction(s -> s.find(Author.class, 1L).name = "Amy");
            """);

    assertThat(told.what())
        .isEqualTo(
            "Line 3 waited 100 ms for a row of authors that another transaction has locked, and gave up.");
    assertThat(told.facts())
        .containsExactly("Session first has an open transaction, begun at line 1");
    assertThat(code(told, 0)).isEqualTo("first.getTransaction().commit();");
    run("first.close()");
  }

  @Test
  void aDeadlock() {
    Explanation told =
        explained(
            """
            Throwable[] lost = new Throwable[1];
            var start = new java.util.concurrent.CyclicBarrier(2);
            void lock(long first, long second) {
              try {
                sf.inTransaction(s -> {
                  s.find(Author.class, first, LockMode.PESSIMISTIC_WRITE);
                  try { start.await(); } catch (Exception e) { throw new IllegalStateException(e); }
                  s.find(Author.class, second, LockMode.PESSIMISTIC_WRITE);
                });
              } catch (RuntimeException e) { lost[0] = e; }
            }
            var other = new Thread(() -> lock(2, 1)); other.start();
            lock(1, 2); other.join();
            throw lost[0];
            """);

    assertThat(told.what()).contains("another transaction");
  }

  @Test
  void aCallAtTheWrongTime() {
    assertThat(
            explained(
                    "Session s = sf.openSession();\ns.createMutationQuery(\"delete from Tag\").executeUpdate();")
                .what())
        .isEqualTo("Line 2 needs a transaction, and none is open.");

    Explanation closed = explained("s.close();\ns.find(Coin.class, 7L);");
    assertThat(closed.what()).isEqualTo("Line 2 used a Session that is closed.");
    assertThat(closed.facts()).containsExactly("Session s closed at line 1");

    Explanation factory =
        explained(
            "var once = new Configuration().addAnnotatedClass(Tag.class).buildSessionFactory();\nonce.close();\nonce.openSession();");
    assertThat(factory.facts()).containsExactly("SessionFactory once has closed");
  }

  @Test
  void aSessionAfterAFailure() {
    Explanation told =
        explained(
            """
            @Entity @Table(name = "entries") class Entry {
              @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
              @Column(unique = true) String key;
            }
            var entries = new Configuration().addAnnotatedClass(Entry.class)
                .setProperty("hibernate.globally_quoted_identifiers", "true")
                .setProperty("hibernate.hbm2ddl.auto", "create").buildSessionFactory();
            Session s = entries.openSession(); s.beginTransaction();
            void add() { var e = new Entry(); e.key = "a"; s.persist(e); }
            add();
            try { add(); } catch (RuntimeException e) {}
            s.createSelectionQuery("from Entry", Entry.class).getResultList();
            """);

    assertThat(told.what()).isEqualTo("Line 12 used a Session in which a write had failed before.");
    assertThat(code(told, 0)).isEqualTo("s.getTransaction().rollback();\ns.close();");
    run("s.close(); entries.close();");
  }

  @Test
  void anIdThatIsMissingAndARowThatIs() {
    Explanation id = explained("sf.inTransaction(s -> s.persist(new Tag()));");
    assertThat(id.what()).isEqualTo("Line 1 persisted a Tag whose code is null.");
    assertThat(code(id, 0)).isEqualTo("tag.code = \"…\";");

    Explanation row =
        explained("sf.inTransaction(s -> s.getReference(Author.class, 99L).getName());");
    assertThat(row.what()).isEqualTo("Line 1 needed the row of Author 99, and there is none.");
  }

  @Test
  void aToStringWithoutEnd() {
    Explanation told =
        explained(
            """
            class Shelf { Box box; public String toString() { return "Shelf " + box; } }
            class Box { Shelf shelf; public String toString() { return "Box " + shelf; } }
            var shelf = new Shelf(); shelf.box = new Box(); shelf.box.shelf = shelf;
            System.out.println(shelf);
            """);

    assertThat(told.what())
        .contains("Shelf.toString")
        .contains("Box.toString")
        .endsWith(" called each other without end.");
    assertThat(told.facts()).hasSize(2);
  }

  @Test
  void nothingIsSaidOfOtherFailures() {
    for (String other :
        List.of(
            "Integer.parseInt(\"x\")",
            "throw new IllegalStateException(\"Session is busy\")",
            "sf.inTransaction(s -> s.find(Author.class, null));",
            "class Mine extends org.hibernate.HibernateException { Mine() { super(\"x\"); } }\nthrow new Mine();",
            "int deep(int n) { return 1 + deep(n + 1); }\ndeep(0)")) {
      run(other);
      assertThat(failures()).as(other).hasSize(1);
      assertThat(failures().get(0).explanation()).as(other).isNull();
    }
  }

  @Test
  void neitherLoadsNorCallsTheLearnersCode() {
    run(
        """
        static int called = 0;
        @Entity @Table(name = "coin") class Spy {
          @Id Long id;
          Spy() {}
          Spy(Long id) { this.id = id; }
          Long getId() { called++; return id; }
          public String toString() { called++; return ""; }
          public int hashCode() { called++; return 0; }
          public boolean equals(Object other) { called++; return true; }
        }
        var spies = new Configuration().addAnnotatedClass(Spy.class)
          .setProperty("hibernate.connection.url", "jdbc:h2:mem:explained")
          .setProperty("hibernate.connection.username", "sa").buildSessionFactory();
        Session s = spies.openSession(); s.beginTransaction();
        Spy spy = s.getReference(Spy.class, 7L), held = s.find(Spy.class, 7L);
        called = 0;
        """);
    explained("s.persist(new Spy(7L));");
    assertThat(all(Event.Statement.class)).isEmpty();
    run("called");
    assertThat(values()).containsExactly("0");
    run("s.close(); spies.close();");
  }
}
