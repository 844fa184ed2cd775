package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;
import orrery.page.Browser;

/** What a learner reads of a Session below a cell. */
class SessionIT {

  private static final String CELL = "scratch";

  private static final String OPENED =
      """
      @Entity class Coin { @Id int id; String side; Coin() {} }
      SessionFactory sf = new Configuration().addAnnotatedClass(Coin.class)
      .setProperty("hibernate.hbm2ddl.auto", "create").buildSessionFactory();
      sf.inTransaction(s -> { var c = new Coin(); c.id = 1; c.side = "heads"; s.persist(c); });
      Session s = sf.openSession();
      Coin coin = s.find(Coin.class, 1);
      coin.side = "tails";
      """;

  private final WebDriver browser = Browser.shared();
  private final NotebookPage page = new NotebookPage(browser);

  @BeforeEach
  void open() throws Exception {
    page.open("01-open-the-bookstore");
  }

  @Test
  void aChangedEntityAndThenADetachedOne() {
    run(OPENED);
    page.await(() -> context().contains("Coin 1"));
    assertThat(context())
        .contains("Session s, after this cell 1 update waits for the flush")
        .contains("Coin 1 coin managed side was heads now tails, not yet flushed");
    assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();

    browser.navigate().refresh();
    page.awaitReady();
    page.await(() -> context().contains("not yet flushed"));

    run("s.close();");
    page.await(() -> context().contains("Session s has closed"));
    assertThat(context()).contains("Coin 1 coin detached");

    run("1 + 1");
    page.awaitOutput(CELL, "2");
    assertThat(context()).isEmpty();
  }

  private void run(String source) {
    page.type(CELL, source);
    page.run(CELL);
  }

  private String context() {
    return page.text("[data-cell=scratch] .beneath");
  }
}
