// cell values
1 + 1
"text"
var numbers = List.of(3, 1, 2)
numbers.stream().sorted().map(n -> n * 2).toList()
Map.of("one", 1)
new int[] {1, 2}
BigDecimal price = new BigDecimal("12.99")
System.out.println("printed " + price)
System.out.printf("%5.2f%n", 1.5)
System.err.println("warned")
for (int i = 0; i < 3; i++) {
  numbers.get(i)
      .intValue();
}
String twice(String s) { return s + s; }
twice("ab")
record Point(int x, int y) {}
new Point(1, 2)
enum Kind { PAPER, AUDIO }
Kind.valueOf("PAPER")
String block = """
    several
    lines
    """
// cell entities
@Entity
@Table(name = "authors")
class Author {
  @Id
  @GeneratedValue
  Long id;

  @Column(length = 150, nullable = false)
  String name;

  @OneToMany(mappedBy = "author", cascade = CascadeType.ALL, orphanRemoval = true)
  List<Book> books = new ArrayList<>();

  @ElementCollection
  Set<String> prizes = new HashSet<>();

  Author() {}

  Author(String name) {
    this.name = name;
  }

  String getName() {
    return name;
  }

  void add(Book book) {
    books.add(book);
    book.author = this;
  }

  @Override
  public String toString() {
    return "<Author(id=" + id + ", name='" + name + "')>";
  }
}

@Entity
@Table(name = "books")
class Book {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  @Column(length = 300, nullable = false)
  String title;

  BigDecimal price;

  java.time.LocalDateTime published = java.time.LocalDateTime.now();

  @Enumerated(EnumType.STRING)
  Kind kind = Kind.PAPER;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "author_id")
  Author author;

  Book() {}

  Book(String title, BigDecimal price) {
    this.title = title;
    this.price = price;
  }

  Author getAuthor() {
    return author;
  }
}
// cell factory
SessionFactory factory =
    new Configuration()
        .addAnnotatedClass(Author.class)
        .addAnnotatedClass(Book.class)
        .setProperty("hibernate.connection.url", "jdbc:h2:mem:rehearsal")
        .setProperty("hibernate.connection.username", "sa")
        .setProperty("hibernate.hbm2ddl.auto", "create-drop")
        .buildSessionFactory()
// cell insert, 4 times
factory.inTransaction(session -> {
  Author author = new Author("First");
  author.add(new Book("One", new BigDecimal("12.99")));
  author.add(new Book("Two", new BigDecimal("13.99")));
  session.persist(author);
  session.persist(new Author("Second"));
})
// cell queries
Session session = factory.openSession()
var transaction = session.beginTransaction()
session.createSelectionQuery("from Author", Author.class).getResultList()
session.createSelectionQuery("from Book where price > :limit order by title", Book.class)
    .setParameter("limit", new BigDecimal("13"))
    .setMaxResults(1)
    .getSingleResultOrNull()
session.createSelectionQuery("select a.name, count(b) from Author a left join a.books b group by a.name", Object[].class)
    .getResultList()
var builder = factory.getCriteriaBuilder()
var criteria = builder.createQuery(Book.class)
var root = criteria.from(Book.class)
criteria.select(root).where(builder.like(root.get("title"), "O%"))
session.createQuery(criteria).getResultList().size()
session.createNativeQuery("select count(*) from books", Long.class).getSingleResult()
// cell steps
Session step = factory.openSession()
var work = step.beginTransaction()
Author third = new Author("Third")
third.add(new Book("Three", BigDecimal.ONE))
third.prizes.addAll(List.of("Gold", "Silver"))
step.persist(third)
step.flush()
third.name = "Fourth"
third.prizes.remove("Gold")
third.books.get(0).price = BigDecimal.TEN
third.books.get(0).title = "Four"
work.commit()
work = step.beginTransaction()
step.remove(third)
work.commit()
// cell fetches, 3 times
step.close()
try (Session fetching = factory.openSession()) {
  fetching.createSelectionQuery(
      "from Author a left join fetch a.books left join fetch a.prizes", Author.class).list();
  var graph = fetching.createEntityGraph(Author.class);
  graph.addAttributeNodes("books");
  fetching.createSelectionQuery("from Author", Author.class)
      .setEntityGraph(graph, org.hibernate.graph.GraphSemantic.FETCH)
      .list();
}
// cell transactions, 2 times
for (int i = 0; i < 60; i++) {
  try (Session writing = factory.openSession()) {
    var writes = writing.beginTransaction();
    Author passing = new Author("Passing " + i);
    passing.add(new Book("Read", BigDecimal.ONE));
    passing.prizes.add("Bronze");
    writing.persist(passing);
    writing.flush();
    passing.name = "Gone " + i;
    passing.books.get(0).price = BigDecimal.TEN;
    writing.createSelectionQuery("from Author where name = 'Nobody'", Author.class).list();
    writing.remove(passing);
    writes.commit();
  }
}
// cell connections, 2 times
for (int i = 0; i < 60; i++) {
  try (var connection = java.sql.DriverManager.getConnection("jdbc:h2:mem:rehearsal", "sa", "");
      var statement = connection.createStatement()) {
    connection.setAutoCommit(false);
    statement.executeUpdate("insert into authors (id, name) values (" + (2_000 + i) + ", 'By hand')");
    statement.executeUpdate("update books set price = 1 where id = " + (2_000 + i));
    connection.rollback();
  }
}
// cell lazy
for (Author author : session.createSelectionQuery("from Author", Author.class).list()) {
  System.out.println(author.getName() + " has " + author.books.size());
}
session.clear()
Author first = session.find(Author.class, 1L)
first.books
Book book = session.find(Book.class, 1L)
book.author
session.createSelectionQuery("select distinct a from Author a join fetch a.books", Author.class).getResultList()
// cell update
book.price = new BigDecimal("14.99")
session.createSelectionQuery("from Book", Book.class).getResultList().size()
session.flush()
session.remove(book)
session.createMutationQuery("update Author set name = upper(name)").executeUpdate()
transaction.commit()
session.close()
// cell fails-at-run
try (Session other = factory.openSession()) {
  first = other.find(Author.class, 1L);
}
first.books.size()
// cell fails-to-compile
int number = "text"
undefined()
// cell jdbc
try (var connection = java.sql.DriverManager.getConnection("jdbc:h2:mem:rehearsal", "sa", "");
    var statement = connection.createStatement();
    var rows = statement.executeQuery("select name from authors")) {
  while (rows.next()) {
    System.out.println(rows.getString(1));
  }
}
// cell jdbc-writes, 3 times
try (var connection = java.sql.DriverManager.getConnection("jdbc:h2:mem:rehearsal", "sa", "")) {
  connection.setAutoCommit(false);
  try (var insert = connection.prepareStatement("insert into authors (id, name) values (?, ?)")) {
    insert.setLong(1, 1_000);
    insert.setString(2, "By hand");
    insert.executeUpdate();
  }
  connection.rollback();
}
// cell exercise
List<Author> authors
try (Session reading = factory.openSession()) {
  authors = reading.createSelectionQuery("from Author a join fetch a.books", Author.class).getResultList();
}
// check
assertThat(trace.selects()).as("One query is enough.").hasSize(1);
assertThat(trace.output()).isEmpty();
assertThat(authors).as("The books are there.").hasSize(4).allSatisfy(author ->
    assertThat(author.books).isNotEmpty());
assertThatThrownBy(() -> assertThat(authors.get(0).getName()).as("No.").isEqualTo("?"))
    .isInstanceOf(AssertionError.class);
// cell exercise-to-do
List<Author> some = List.of()
// check
assertThatThrownBy(() -> assertThat(some).as("No.").isNotEmpty()).hasMessageContaining("No.");
// cell end
factory.close()
