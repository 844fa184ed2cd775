package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import orrery.page.Browser;

/** What a learner reads of the mapping and of a statement's plan. */
class ModelIT {

  private static final String CELL = "scratch";

  private static final String WRITER =
      """
      @Entity @Table(name = "writers") class Writer { @Id @GeneratedValue Long id; String name; }
      """;

  private static final String NOVEL =
      """
      @Entity @Table(name = "novels") class Novel {
      @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
      String title;
      boolean lent;
      @ManyToOne(fetch = FetchType.LAZY) Writer writer; }
      """;

  private static final String QUERY =
      """
      SessionFactory sf = new Configuration().addAnnotatedClass(Writer.class)
      .addAnnotatedClass(Novel.class).setProperty("hibernate.connection.url", "jdbc:h2:mem:novels")
      .setProperty("hibernate.hbm2ddl.auto", "create").buildSessionFactory();
      sf.inTransaction(s -> { var n = new Novel(); n.title = "Emma"; s.persist(n); });
      sf.fromSession(s -> s.createSelectionQuery("from Novel n where n.title = 'Emma' order by n.id limit 3", Novel.class).getResultList().size())
      """;

  private final WebDriver browser = Browser.shared();
  private final NotebookPage page = new NotebookPage(browser);

  @BeforeEach
  void open() throws Exception {
    page.open("01-open-the-bookstore");
  }

  private static final String EXPLAIN = "[data-cell=scratch] .explain";

  @Test
  void theModelGrowsWithTheClassesAndSpeaksEveryDialect() {
    run("1 + 1");
    page.awaitOutput(CELL, "2");
    press("Model");
    page.await(() -> panel().contains("No entity is defined yet"));
    press("Close");

    run(WRITER);
    page.await(() -> page.below(CELL).contains("Writer declared"));
    press("Model");
    page.await(() -> panel().contains("1 entity, 1 table"));
    assertThat(panel()).contains("Writer is stored in table writers.");
    press("Close");

    run(NOVEL);
    page.await(() -> page.below(CELL).contains("Novel declared"));
    press("Model");
    page.await(() -> panel().contains("2 entities, 2 tables"));
    assertThat(panel())
        .contains("Novel.writer: many to one Writer, lazy. It owns writer_id.")
        .contains("owns writer_id")
        .contains("not null");
    assertThat(browser.findElements(By.cssSelector("svg.diagram .association"))).hasSize(1);
    assertThat(browser.findElements(By.cssSelector("svg.diagram .foreign_key"))).hasSize(1);
    assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();

    press("DDL");
    page.await(() -> panel().contains("create table novels"));
    assertThat(choices()).contains("H2PostgreSQLMySQLSQLiteOracleSQL Server");
    page.script(
        """
        const right = document.querySelectorAll('dialog.model select')[1];
        right.selectedIndex = 4;
        right.dispatchEvent(new Event('change'));
        """);
    page.await(() -> panel().contains("varchar2(255 char)"));
    assertThat(panel()).contains("≠").contains("number(19, 0)");
    assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();
    press("Close");
  }

  @Test
  void aPlanIsATreeAndItsViewsAreLinked() {
    run(WRITER + NOVEL);
    page.await(() -> page.below(CELL).contains("Novel declared"));
    run(QUERY);
    page.await(() -> !browser.findElements(By.cssSelector(EXPLAIN)).isEmpty());
    page.script("[...document.querySelectorAll('[data-cell=scratch] .explain')].at(-1).click()");

    page.await(() -> plan().contains("look"));
    assertThat(plan())
        .contains("stop after 3 rows")
        .contains("read all rows of novels, in the order of the primary key")
        .contains("n1_0.title = 'Emma'")
        .contains("Novel.title")
        .contains("1 row");
    WebElement column =
        browser.findElement(
            By.cssSelector("[data-cell=scratch] .plan th .linked[data-columns='2']"));
    assertThat(column.getText()).isEqualTo("title");
    page.script("arguments[0].scrollIntoView({block: 'center'})", column);
    new Actions(browser).moveToElement(column).perform();
    page.await(() -> lit().contains("n1_0.title"));
    assertThat(lit()).contains("title");
    assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();

    press("In other dialects");
    page.await(() -> plan().contains("≠"));
    assertThat(plan()).contains("PostgreSQL");
  }

  private void run(String source) {
    page.type(CELL, source);
    page.run(CELL);
  }

  private void press(String words) {
    page.await(() -> button(words) != null);
    page.script("arguments[0].click()", button(words));
  }

  private Object button(String words) {
    return page.script(
        """
        return [...document.querySelectorAll('#toolbar button, dialog[open] button, .plan button')]
          .find(button => button.textContent.trim() === arguments[0]) ?? null
        """,
        words);
  }

  private String panel() {
    return text("dialog.model");
  }

  private String plan() {
    return text("[data-cell=scratch] .plan");
  }

  private String choices() {
    return text("dialog.model select");
  }

  /** What lights up, in the query, the SQL and the result's head. */
  private String lit() {
    return text("[data-cell=scratch] .plan .linked.lit");
  }

  private String text(String selector) {
    return NotebookPage.folded(
        page.script(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent).join(' ')",
            selector));
  }
}
