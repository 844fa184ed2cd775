package orrery.kernel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import orrery.kernel.protocol.PlanNode;

/** Plans as H2 itself says them, and what is told of them. */
class H2PlanTest {

  private Connection h2;

  H2PlanTest() throws SQLException {
    h2 = DriverManager.getConnection("jdbc:h2:mem:", "sa", "");
  }

  @BeforeEach
  void books() throws SQLException {
    try (Statement statement = h2.createStatement()) {
      statement.execute("create table authors (id bigint primary key, name varchar(150))");
      statement.execute(
          "create table books (id bigint primary key, title varchar(300), price numeric(10,2),"
              + " author_id bigint, constraint fk_author foreign key (author_id) references authors)");
      statement.execute("insert into authors values (1, 'a'), (2, 'b')");
      statement.execute(
          "insert into books select x, 't' || x, x, mod(x, 2) + 1 from system_range(1, 50)");
      statement.execute("create index by_title on books (title)");
    }
  }

  @AfterEach
  void close() throws SQLException {
    h2.close();
  }

  static Stream<Arguments> plans() {
    return Stream.of(
        arguments(
            "select b.id from books b where b.price > ?1",
            "read all rows of books, one after the other <table scan> [b.price > 9] 51"),
        arguments(
            "select b.id from books b",
            "read all rows of books, in the order of index fk_author_index_3 "
                + "<fk_author_index_3> 51"),
        arguments(
            "select b.id, b.title from books b where b.id = ?1",
            "find rows of books by the primary key <primary key> [id = 9] 2"),
        arguments(
            "select b.id, b.title from books b where b.id between 3 and ?1",
            "find rows of books by the primary key <primary key> [id >= 3 and id <= 9] 8"),
        arguments(
            "select b.id, b.title from books b where b.author_id = ?1",
            "find rows of books by index fk_author_index_3 <fk_author_index_3> [author_id = "
                + "9] 1"),
        arguments(
            "select b.id, b.title from books b where b.title = 'T' and b.price < ?1",
            "keep the rows that meet the condition [b.price < 9] { find rows of books by "
                + "index by_title <by_title> [title = 'T'] 1 }"),
        arguments(
            "select b.id, b.title from books b order by b.title",
            "read all rows of books, in the order of index by_title <by_title> 51"),
        arguments(
            "select b.id, b.price from books b where b.price > 3 order by b.price desc",
            "sort by b.price desc { read all rows of books, one after the other <table "
                + "scan> [b.price > 3] 51 }"),
        arguments(
            "select b.id from books b order by b.id offset 2 rows fetch first ?1 rows only",
            "stop after 9 rows { skip the first 2 rows { read all rows of books, in the "
                + "order of the primary key <primary key> 11 } }"),
        arguments(
            "select a.id, b.id from authors a join books b on a.id = b.author_id where "
                + "a.name = 'a'",
            "for each row of authors: { read all rows of authors, one after the other "
                + "<table scan> [a.name = 'a'] 3 } { find rows of books by index "
                + "fk_author_index_3 <fk_author_index_3> [author_id = a.id] 26 }"),
        arguments(
            "select a.id, b.id from authors a left join books b on a.id = b.author_id where "
                + "b.price > 1",
            "keep the rows that meet the condition [b.price > 1] { for each row of authors, "
                + "also if nothing matches it: { read all rows of authors, one after the other "
                + "<table scan> 3 } { find rows of books by index fk_author_index_3 "
                + "<fk_author_index_3> [author_id = a.id] 52 } }"),
        arguments(
            "select count(*) from books b",
            "answer by what the index or table knows, without reading rows"),
        arguments(
            "select b.author_id, sum(b.price) from books b where b.price > 2 group by "
                + "b.author_id having count(*) > 2 order by 2",
            "sort by sum(b.price) { keep the groups that meet the condition [count(*) > 2] "
                + "{ put the rows into groups by b.author_id { read all rows of books, in the "
                + "order of index fk_author_index_3 <fk_author_index_3> [b.price > 2] 51 } } }"),
        arguments(
            "select distinct a.name from authors a where exists (select 1 from books b "
                + "where b.author_id = a.id and b.price > ?1)",
            "leave out rows that repeat { keep the rows that meet the condition, which asks "
                + "a query of its own [exists(…)] { read all rows of authors, one after the other "
                + "<table scan> 3 } { keep the rows that meet the condition [b.price > 9] { find "
                + "rows of books by index fk_author_index_3 <fk_author_index_3> [author_id = "
                + "a.id] 6 } } }"),
        arguments(
            "select a.name from authors a where a.id in (select b.author_id from books b "
                + "where b.price > ?1)",
            "keep the rows that meet the condition, which asks a query of its own { find "
                + "rows of authors by the primary key <primary key> [id in(…)] 3 } { leave out "
                + "rows that repeat { read all rows of books, one after the other <table scan> "
                + "[b.price > 9] 51 } }"),
        arguments(
            "select b.id from books b where b.id in (1, 2, ?1)",
            "find rows of books by the primary key <primary key> [id in(1, 2, 9)] 4"),
        arguments(
            "select id from books union all select id from authors",
            "put the rows of these queries together { read all rows of books, in the order "
                + "of index fk_author_index_3 <fk_author_index_3> 51 } { read all rows of "
                + "authors, one after the other <table scan> 3 }"),
        arguments(
            "select a.id from (select id from books where price > 3) t join authors a on "
                + "a.id = t.id",
            "keep the rows that meet the condition [a.id = t.id] { for each row of authors: "
                + "{ read all rows of authors, one after the other <table scan> 3 } { ask the "
                + "inner query { keep the rows that meet the condition [price > 3] { find rows of "
                + "books by the primary key <primary key> [id is not distinct from ?1] 2 } } } }"),
        arguments(
            "select b.id from books b where 1 = 0",
            "read nothing of books: no row can meet the condition"),
        arguments("select 1", "make one row, without any table"),
        arguments(
            "select left(b.title, 2) from books b for update",
            "lock each row, so that nobody else changes it { read all rows of books, in the "
                + "order of index by_title <by_title> 51 }"),
        arguments(
            "select b.id, a.id, c.id from books b left join authors a on a.id = b.author_id "
                + "left join books c on c.author_id = a.id",
            "for each row so far, also if nothing matches it: { for each row of books, also "
                + "if nothing matches it: { read all rows of books, in the order of index "
                + "fk_author_index_3 <fk_author_index_3> 51 } { find rows of authors by the "
                + "primary key <primary key> [id = b.author_id] 100 } } { find rows of books by "
                + "index fk_author_index_3 <fk_author_index_3> [author_id = a.id] 1300 }"),
        arguments("insert into books (id, title) values (?1, 'x')", "add a row to books"),
        arguments(
            "insert into books (id, title) select id + 100, title from books where id = ?1",
            "add a row to books for each { find rows of books by the primary key <primary "
                + "key> [id = 9] }"),
        arguments(
            "update books b set title = 'x' where b.id = ?1",
            "change each row found [title = 'x'] { find rows of books by the primary key "
                + "<primary key> [id = 9] }"),
        arguments(
            "delete from books where price = ?1",
            "delete each row found { read all rows of books, one after the other <table "
                + "scan> [price = 9] }"),
        arguments("merge into books (id) key (id) values (?1)", "as the database says it, below"));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void told(String sql, String tree) throws SQLException {
    assertThat(text(H2Plan.read(said(sql), new Terms(Map.of(1, "9"))))).isEqualTo(tree);
  }

  private String said(String sql) throws SQLException {
    String explain = sql.startsWith("select") ? "explain analyze " : "explain ";
    try (PreparedStatement statement = h2.prepareStatement(explain + sql)) {
      if (sql.contains("?1")) {
        statement.setInt(1, 9);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private static String text(PlanNode node) {
    StringBuilder text = new StringBuilder(node.words());
    text.append(node.access() == null ? "" : " <" + node.access() + ">");
    text.append(node.condition() == null ? "" : " [" + node.condition() + "]");
    text.append(node.visited() < 0 ? "" : " " + node.visited());
    node.inputs().forEach(input -> text.append(" { ").append(text(input)).append(" }"));
    return text.toString();
  }
}
