package orrery.kernel.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

  private enum Size {
    SMALL;

    @Override
    public String toString() {
      throw new AssertionError("the learner's own");
    }
  }

  @Test
  void valuesOfTheJdkAlone() {
    assertThat(Text.of(null)).isEqualTo("null");
    assertThat(Text.of(LocalDate.of(2020, 1, 2))).isEqualTo("2020-01-02");
    assertThat(Text.of(Duration.ofHours(1))).isEqualTo("PT1H");
    assertThat(Text.of(Size.SMALL)).isEqualTo("SMALL");
    assertThat(Text.of(new int[] {1, 2})).isEqualTo("[1, 2]");
    assertThat(Text.of(new Object[] {null, new Author("x")})).isEqualTo("[null, Author]");
    assertThat(Text.of(new byte[21])).hasSize(41).endsWith("…");
    assertThat(Text.of(new Author("x"))).isNull();
    assertThat(Text.of(List.of(new Author("x")))).isNull();
  }

  @Test
  void shortenedNeverInTheMiddleOfACharacter() {
    assertThat(Text.shortened("abc", 3)).isEqualTo("abc");
    assertThat(Text.shortened("abcd", 3)).isEqualTo("ab…");
    assertThat(Text.shortened("a\uD83D\uDE00cd", 3)).isEqualTo("a…");
  }

  @ParameterizedTest
  @CsvSource({
    "REPL.$JShell$5$Author, Author",
    "REPL.$JShell$6C$Shop$Product, Product",
    "com.example.Author, Author",
    "REPL.$JShell$5$Author$HibernateProxy$Ab12, Author",
    "Author, Author"
  })
  void simpleNames(String className, String simple) {
    assertThat(Text.simpleName(className)).isEqualTo(simple);
  }

  @Test
  void refusalIsTheDatabasesOwnWords() {
    assertThat(Text.refusal(new SQLException("no; SQL statement:\nselect [1]"))).isEqualTo("no");
    assertThat(Text.refusal(new SQLException("REPL.$JShell$5$A is odd"))).isEqualTo("A is odd");
    assertThat(Text.refusal(new SQLException())).isEqualTo("SQLException");
  }

  @ParameterizedTest
  @CsvSource({
    "create table a (id int), create table",
    "create global temporary table a, create table",
    "create unique index i on a, create index",
    "alter table if exists a add constraint c, alter table",
    "DROP SEQUENCE s, drop sequence",
    "insert into a values (1), insert",
    "'', ''"
  })
  void deedOfASchemaStatement(String sql, String deed) {
    assertThat(Sql.deed(sql)).isEqualTo(deed);
  }

  @ParameterizedTest
  @CsvSource({
    "select 1, true",
    "' (select 1)', true",
    "delete from a, false",
    "with a as (select 1) select 1, true"
  })
  void queries(String sql, boolean query) {
    assertThat(Sql.isQuery(sql)).isEqualTo(query);
  }
}
