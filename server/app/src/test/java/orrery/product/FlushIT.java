package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriver;
import orrery.page.Browser;

/** What a learner reads of flushes, and of the rows that they change. */
class FlushIT {

  private static final String CELL = "scratch";

  private static final String SETUP =
      """
      @Entity @Table(name = "coins") class Coin { @Id int id; String side; Coin() {}
      Coin(int id, String side) { this.id = id; this.side = side; } }
      SessionFactory sf = new Configuration().addAnnotatedClass(Coin.class)
      .setProperty("hibernate.hbm2ddl.auto", "create").buildSessionFactory();
      sf.inTransaction(s -> { for (int i = 1; i <= 120; i++) s.persist(new Coin(i, "heads")); });
      """;

  private final WebDriver browser = Browser.shared();
  private final NotebookPage page = new NotebookPage(browser);

  @BeforeEach
  void open() throws Exception {
    page.open("01-open-the-bookstore");
    run(SETUP);
    page.awaitState(CELL, "ok");
  }

  @Test
  void aFlushSaysWhyItCameAndHoldsWhatItSent() {
    run(
        """
        sf.inTransaction(s -> {
        s.find(Coin.class, 2).side = "tails";
        s.createSelectionQuery("select count(*) from Coin", Long.class).getSingleResult();
        s.remove(s.find(Coin.class, 3));
        });
        """);
    // What a cell changed is told last; the lane of the run before has a flush at commit too.
    page.await(() -> read(".changes").startsWith("Rows coins 1 row changed, 1 went"));

    assertThat(read(".lane .flush"))
        .startsWith("flush before this query line 3 · compared 1 entity · 1 update")
        .contains("The query reads coins, where Coin 2 waits to be written.")
        .contains("update Coin 2");
    assertThat(count(".lane .flush .statement")).isEqualTo(2);
    assertThat(count(".lane > .trace > .statement")).isEqualTo(3);

    assertThat(read(".changes")).contains("was heads now tails");
    assertThat(read(".changes .went")).startsWith("−went3");
    assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();
  }

  @Test
  void aFlushThatWasNotNeededIsOneLine() {
    run(
        """
        sf.inTransaction(s -> {
        s.find(Coin.class, 2);
        s.createSelectionQuery("select count(*) from Coin", Long.class).getSingleResult();
        });
        """);
    page.await(() -> count(".lane .flush.looked") == 2);

    assertThat(read(".lane .flush.looked summary"))
        .isEqualTo("no flush before this query · compared 1 entity · nothing written");
    assertThat(read(".changes")).isEmpty();
  }

  @Test
  void uncommittedRowsAreMarkedAndTheWholeTableIsPaged() {
    run(
        """
        Session s = sf.openSession();
        s.beginTransaction();
        s.find(Coin.class, 1).side = "tails";
        s.flush();
        """);
    page.await(() -> read(".changes").contains("uncommitted: only connection"));
    assertThat(read(".changes")).contains("sees this", "was heads now tails");

    press("Show all of coins");
    page.await(() -> read("whole-table").contains("rows 1 to 50 of 120, as committed"));
    assertThat(read("whole-table tbody tr")).isEqualTo("1heads");
    press("Next");
    page.await(() -> read("whole-table").contains("rows 51 to 100 of 120"));
    press("Next");
    page.await(() -> read("whole-table").contains("rows 101 to 120 of 120"));
    assertThat(read("whole-table tbody tr")).isEqualTo("101heads");
    assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();

    run("s.getTransaction().rollback(); s.close();");
    page.awaitState(CELL, "ok");
    run(
        """
        Session t = sf.openSession();
        t.beginTransaction();
        t.find(Coin.class, 1).side = "x";
        t.flush();
        t.getTransaction().rollback();
        t.close();
        """);
    page.await(() -> read(".changes").contains("rolled back"));
    assertThat(read(".changes")).startsWith("Rows coins was written to and rolled back");
  }

  @Test
  void onANarrowScreenATableScrollsInItsOwnBox() {
    browser.manage().window().setSize(new Dimension(500, 900));
    run("sf.inTransaction(s -> s.find(Coin.class, 1).side = \"x\".repeat(150));");
    page.await(() -> read(".changes").contains("1 row changed"));

    assertThat(
            page.script(
                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
        .isEqualTo(true);
  }

  private void run(String source) {
    page.type(CELL, source);
    page.run(CELL);
  }

  private void press(String label) {
    page.script(
        "[...document.querySelectorAll('[data-cell=scratch] whole-table button')]"
            + ".find(b => b.textContent.trim() === arguments[0]).click()",
        label);
  }

  private long count(String selector) {
    return (Long)
        page.script(
            "return document.querySelectorAll('[data-cell=scratch] ' + arguments[0]).length",
            selector);
  }

  /** The text of the first such part of the cell; empty if there is none. */
  private String read(String selector) {
    return page.text("[data-cell=scratch] " + selector);
  }
}
