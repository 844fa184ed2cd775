package orrery.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Column;
import orrery.kernel.protocol.Event.Row;

/** What is told of the rows that a cell changed. */
class RowsTest extends ShellFixture {

  private static final String SETUP =
      """
      @Entity @Table(name = "coins")
      class Coin {
        @Id int id;
        String side;
        BigDecimal worth;
        Coin() {}
        Coin(int id, String side) { this.id = id; this.side = side; }
      }
      SessionFactory sf = new Configuration().addAnnotatedClass(Coin.class)
          .setProperty("hibernate.connection.url", "jdbc:h2:mem:rows")
          .setProperty("hibernate.connection.username", "ann")
          .setProperty("hibernate.connection.password", "secret")
          .setProperty("hibernate.hbm2ddl.auto", "create-drop")
          .buildSessionFactory();
      """;

  @BeforeEach
  void coins() {
    ran(SETUP);
    assertThat(all(Event.Rows.class)).isEmpty();
    ran(
        "sf.inTransaction(s -> { for (int i = 1; i < 4; i++) s.persist(new Coin(i, \"heads\")); });");
  }

  @AfterEach
  void drop() {
    System.clearProperty("orrery.inspect");
    run("sf.close();");
  }

  @Test
  void thatCame() {
    Event.Rows rows = only();
    assertThat(rows.table()).isEqualTo("coins");
    assertThat(rows.uncommitted()).isFalse();
    assertThat(rows.columns())
        .containsExactlyInAnyOrder(
            new Column("id", "integer", true),
            new Column("side", "varchar(255)", false),
            new Column("worth", "numeric(38,2)", false));
    assertThat(rows.rows()).hasSize(3).allMatch(row -> row.before() == null);
    assertThat(told(rows)).containsExactly("+ 1 heads null", "+ 2 heads null", "+ 3 heads null");
  }

  @Test
  void thatChangedAndWent() {
    ran(
        """
        sf.inTransaction(s -> {
          s.find(Coin.class, 2).side = "tails";
          s.remove(s.find(Coin.class, 3));
        });
        """);

    assertThat(told(only()))
        .containsExactly("1 heads null", "2 heads null > 2 tails null", "- 3 heads null");
    assertThat(only().leftOut()).isZero();
  }

  @Test
  void thatAreNotCommitted() {
    ran(
        """
        Session s = sf.openSession();
        s.beginTransaction();
        s.find(Coin.class, 1).side = "tails";
        s.flush();
        """);

    assertThat(only().uncommitted()).isTrue();
    assertThat(told(only())).startsWith("1 heads null > 1 tails null");
    assertThat(page("coins", only().connection(), 0).rows().get(0)).contains("heads");

    ran("s.find(Coin.class, 2).side = \"edge\"; s.getTransaction().commit();");
    assertThat(only().uncommitted()).isFalse();
    assertThat(told(only())).contains("1 tails null", "2 heads null > 2 edge null");
    ran("s.close();");
    assertThat(all(Event.Rows.class)).isEmpty();
  }

  @Test
  void thatWereRolledBack() {
    ran(
        """
        Session s = sf.openSession();
        s.beginTransaction();
        s.find(Coin.class, 1).side = "tails";
        s.flush();
        s.getTransaction().rollback();
        s.close();
        """);

    assertThat(only().uncommitted()).isFalse();
    assertThat(only().rows()).hasSize(3).allMatch(row -> Objects.equals(row.before(), row.after()));
  }

  @Test
  void ofTwoTransactionsAtOnce() {
    ran(
        """
        Session a = sf.openSession();
        a.beginTransaction();
        a.find(Coin.class, 1).side = "a";
        a.flush();
        sf.inTransaction(b -> b.find(Coin.class, 2).side = "b");
        """);

    assertThat(all(Event.Rows.class))
        .extracting(Event.Rows::uncommitted, rows -> changed(rows))
        .containsExactly(
            tuple(true, List.of("1 heads null > 1 a null", "2 heads null > 2 b null")),
            tuple(false, List.of("2 heads null > 2 b null")));
    run("a.getTransaction().rollback(); a.close();");
  }

  @Test
  void ofPlainJdbcAndNativeSql() {
    ran(
        """
        var c = java.sql.DriverManager.getConnection("jdbc:h2:mem:rows", "ann", "secret");
        c.createStatement().executeUpdate("update coins set worth = 1.5 where id = 1");
        c.createStatement().execute("create table \\"Odd Name\\" (n int, note clob)");
        c.createStatement().execute("insert into \\"Odd Name\\" values (7, 'seven'), (7, 'seven')");
        c.close();
        sf.inTransaction(s -> s.createNativeMutationQuery("delete from coins where id = 3").executeUpdate());
        """);

    List<Event.Rows> all = all(Event.Rows.class);
    assertThat(all).extracting(Event.Rows::table).containsExactly("coins", "\"Odd Name\"");
    assertThat(changed(all.get(0)))
        .containsExactly("1 heads null > 1 heads 1.50", "- 3 heads null");
    assertThat(told(all.get(1))).containsExactly("+ 7 seven", "+ 7 seven");
    assertThat(all.get(1).columns()).extracting(Column::type).containsExactly("integer", "clob");
    ran(
        "sf.inTransaction(s -> s.createNativeMutationQuery(\"drop table \\\"Odd Name\\\"\").executeUpdate());");
    assertThat(all(Event.Rows.class)).isEmpty();
  }

  @Test
  void areToldAlsoWhereTheCellFails() {
    run("sf.inTransaction(s -> s.persist(new Coin(1, \"again\")));");

    assertThat(failures()).hasSize(1);
    assertThat(changed(only())).isEmpty();
  }

  @Test
  void areNotToldWhereNobodyIsLeftToAsk() {
    ran("sf.inTransaction(s -> s.find(Coin.class, 1).side = \"x\"); sf.close();");

    assertThat(all(Event.Rows.class)).isEmpty();
    ran("1 + 1");
  }

  @Test
  void ofMoreThanCanBeRead() {
    ran(
        """
        sf.inTransaction(s -> {
          for (int i = 4; i <= 1000; i++) s.persist(new Coin(i, "heads"));
        });
        """);
    assertThat(only().rows()).hasSize(198);
    assertThat(only().leftOut()).isEqualTo(800);

    ran("sf.inTransaction(s -> s.createMutationQuery(\"delete from Coin\").executeUpdate());");
    assertThat(only().rows()).hasSize(200).allMatch(row -> row.after() == null);
    assertThat(only().leftOut()).isEqualTo(800);
  }

  @Test
  void ofManyThousandStatements() {
    ran(
        """
        var c = java.sql.DriverManager.getConnection("jdbc:h2:mem:rows", "ann", "secret");
        var insert = c.prepareStatement("insert into coins (id, side) values (?, 'edge')");
        for (int i = 4; i < 30_004; i++) { insert.setInt(1, i); insert.executeUpdate(); }
        c.close();
        """);

    assertThat(only().rows()).hasSizeBetween(190, 198);
    assertThat(only().leftOut()).isEqualTo(30_003 - 200);
    run(
        "sf.inTransaction(s -> s.createMutationQuery(\"delete from Coin where id > 3\").executeUpdate());");
  }

  @Test
  void ofATableThatIsMadeOnTheWay() {
    run(
        """
        var c = java.sql.DriverManager.getConnection("jdbc:h2:mem:rows", "ann", "secret");
        try { c.createStatement().execute("insert into later values (1)"); }
        catch (java.sql.SQLException e) { c.createStatement().execute("create table later (n int)"); }
        c.createStatement().execute("insert into later values (2)");
        c.close();
        """);

    assertThat(told(only())).containsExactly("+ 2");
  }

  @Test
  void aWholeTableIsAnsweredByPages() {
    ran(
        "sf.inTransaction(s -> { for (int i = 4; i <= 120; i++) s.persist(new Coin(i, \"heads\")); });");
    int connection = only().connection();

    Event.TablePage first = page("coins", connection, 0);
    assertThat(first.rows()).hasSize(50);
    assertThat(first.total()).isEqualTo(120);
    Event.TablePage last = page("coins", connection, 100);
    assertThat(last.rows()).hasSize(20);
    assertThat(last.total()).isEqualTo(120);
    assertThat(page("coins", connection, 500).rows()).isEmpty();
    assertThat(declined("coins where 1 = 1", connection)).contains("not the name of a table");
    assertThat(declined("nowhere", connection)).contains("NOWHERE");
    assertThat(declined("coins", 99_999)).contains("not known");
    ran("sf.close();");
    assertThat(declined("coins", connection)).startsWith("The database of connection");
  }

  @Test
  void readingChangesNoStatementAndNoTransaction() {
    String cell =
        """
        sf.inTransaction(s -> {
          s.persist(new Coin(9, "edge"));
          s.find(Coin.class, 1).side = "tails";
          s.createMutationQuery("update Coin set worth = 2").executeUpdate();
          s.remove(s.find(Coin.class, 2));
        });
        """;
    List<String> watched = trace(cell);
    assertThat(only().rows()).hasSize(4);

    drop();
    close();
    open();
    coins();
    System.setProperty("orrery.inspect", "false");
    assertThat(trace(cell)).isEqualTo(watched);
    assertThat(all(Event.Rows.class)).isEmpty();
  }

  private List<String> trace(String cell) {
    ran(cell);
    return events.stream()
        .filter(event -> event instanceof Event.Statement || event instanceof Event.Transaction)
        .map(
            event ->
                event instanceof Event.Statement statement
                    ? statement.sql() + statement.binds()
                    : ((Event.Transaction) event).action().name())
        .toList();
  }

  private Event.TablePage page(String table, int connection, long from) {
    return (Event.TablePage) answer(table, connection, from);
  }

  private String declined(String table, int connection) {
    return ((Event.Declined) answer(table, connection, 0)).message();
  }

  private Event answer(String table, int connection, long from) {
    shell.submit(new Command.Table("c", table, connection, from));
    shell.runNext();
    return events.get(events.size() - 1);
  }

  private void ran(String source) {
    run(source);
    assertThat(failures()).isEmpty();
  }

  private Event.Rows only() {
    List<Event.Rows> all = all(Event.Rows.class);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static List<String> changed(Event.Rows rows) {
    return told(rows).stream().filter(row -> row.matches(".*[-+>].*")).toList();
  }

  /** Values in the order id, side, worth, whatever the columns' order. */
  private static List<String> told(Event.Rows rows) {
    return rows.rows().stream().map(row -> told(rows.columns(), row)).toList();
  }

  private static String told(List<Column> columns, Row row) {
    String before = text(columns, row.before());
    String after = text(columns, row.after());
    if (row.before() == null) {
      return "+ " + after;
    }
    if (row.after() == null) {
      return "- " + before;
    }
    return before.equals(after) ? before : before + " > " + after;
  }

  private static String text(List<Column> columns, @Nullable List<@Nullable String> values) {
    if (values == null) {
      return "";
    }
    List<String> names = columns.stream().map(Column::name).toList();
    return String.join(
        " ",
        (names.contains("side") ? Arrays.asList("id", "side", "worth") : names)
            .stream().map(name -> String.valueOf(values.get(names.indexOf(name)))).toList());
  }
}
