package orrery.kernel.rows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrittenTableTest {

  @Test
  void findsTheTableOfAWrite() {
    assertThat(WrittenTable.of("insert into books (id) values (?)")).isEqualTo("books");
    assertThat(WrittenTable.of("INSERT\n INTO books(id) values (?)")).isEqualTo("books");
    assertThat(WrittenTable.of("update shop.books b set title=?")).isEqualTo("shop.books");
    assertThat(WrittenTable.of("/* update for Book */ delete from \"My Books\" where id=?"))
        .isEqualTo("\"My Books\"");
    assertThat(WrittenTable.of("-- all of it\ntruncate table books")).isEqualTo("books");
    assertThat(WrittenTable.of("merge into `a`.\"b.c\" t using (values(?))"))
        .isEqualTo("`a`.\"b.c\"");
  }

  @Test
  void findsNoneElsewhere() {
    assertThat(WrittenTable.of("select * from books for update")).isNull();
    assertThat(WrittenTable.of("insert into HT_books(id) values (1)")).isNull();
    assertThat(WrittenTable.of("create table books (id int)")).isNull();
    assertThat(WrittenTable.of("delete books")).isNull();
    assertThat(WrittenTable.of("update \"books")).isEqualTo(null);
    assertThat(WrittenTable.of("")).isNull();
    assertThat(WrittenTable.isDdl(" drop table books")).isTrue();
    assertThat(WrittenTable.isDdl("delete from books")).isFalse();
  }

  @Test
  void findsTheTableThatIsMade() {
    assertThat(WrittenTable.created("create table books (id int)")).isEqualTo("books");
    assertThat(WrittenTable.created("create table if not exists shop.books (id int)"))
        .isEqualTo("shop.books");
    assertThat(WrittenTable.created("create table \"if\" (id int)")).isEqualTo("\"if\"");
    assertThat(WrittenTable.created("create sequence books_seq")).isNull();
    assertThat(WrittenTable.created("drop table books")).isNull();
  }

  @Test
  void knowsANameFromMore() {
    assertThat(WrittenTable.isName("shop.\"My Books\"")).isTrue();
    assertThat(WrittenTable.isName("books; drop table books")).isFalse();
    assertThat(WrittenTable.isName("books where 1=1")).isFalse();
    assertThat(WrittenTable.isName("(select 1)")).isFalse();
    assertThat(WrittenTable.isName("books ")).isFalse();
    assertThat(WrittenTable.isName("\"books")).isFalse();
    assertThat(WrittenTable.isName("")).isFalse();
  }
}
