package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import orrery.page.Browser;

/** A learner goes back and forth through what a Session held while a cell ran. */
class StepsIT {

  private static final String CELL = "scratch";
  private static final int LINES_BEFORE = 4;

  private static final String SOURCE =
      """
      @Entity class Coin { @Id int id; String side; Coin() {} }
      SessionFactory sf = new Configuration().addAnnotatedClass(Coin.class)
      .setProperty("hibernate.hbm2ddl.auto", "create").buildSessionFactory();
      sf.inTransaction(s -> { var c = new Coin(); c.id = 1; c.side = "heads"; s.persist(c); });
      Session s = sf.openSession();
      s.beginTransaction();
      Coin coin = s.find(Coin.class, 1);
      Coin same = s.find(Coin.class, 1);
      coin.side = "tails";
      s.flush();
      s.getTransaction().commit();
      s.close();
      """;

  private final WebDriver browser = Browser.shared();
  private final NotebookPage page = new NotebookPage(browser);

  @BeforeEach
  void open() throws Exception {
    page.open("01-open-the-bookstore");
    page.type(CELL, SOURCE);
    page.run(CELL);
    page.awaitState(CELL, "ok");
  }

  @Test
  void backByKeysAndButtonsAndAgainAfterAReload() {
    assertThat(below()).contains("after the cell").contains("No Session is open after this cell.");
    assertThat(later()).isZero();

    slider().sendKeys(Keys.LEFT);
    assertThat(below())
        .contains("· closed at line " + line(8))
        .contains("Session s has closed · Coin 1 is detached");

    stepBackTo("after the flush at line " + line(6));
    assertThat(below()).contains("Coin 1 is as in the database");
    assertThat(later()).isZero();

    press("Previous step");
    assertThat(below())
        .contains("after line " + line(5) + " ")
        .contains("Coin 1 side: heads → tails")
        .contains("side was heads now tails, not yet flushed")
        .contains("the same object as same");
    assertThat(lit()).contains("coin.side");
    assertThat(later()).isEqualTo(1);
    assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();

    press("Next step");
    assertThat(below()).contains("after the flush at line " + line(6));
    slider().sendKeys(Keys.END);
    assertThat(below()).contains("after the cell");
    assertThat(lit()).isEmpty();

    browser.navigate().refresh();
    page.awaitReady();
    page.await(() -> below().contains("after the cell"));
    slider().sendKeys(Keys.HOME);
    assertThat(below()).contains("step 1 of ");
  }

  @Test
  void aNewRunBeginsAtItsEnd() {
    slider().sendKeys(Keys.HOME);
    assertThat(later()).isPositive();
    page.type(CELL, "Session open = sf.openSession();\nCoin found = open.find(Coin.class, 1);");
    page.run(CELL);
    page.await(() -> below().contains("Session open, after this cell"));

    assertThat(below()).contains("after the cell").contains("Coin 1 found managed");
    assertThat(later()).isZero();
  }

  /** Of the Session's lines, from 1, in the cell; the editor closes no bracket that is typed. */
  private static int line(int ofSession) {
    return LINES_BEFORE + ofSession;
  }

  private void stepBackTo(String words) {
    for (int i = 0; i < 20 && !below().contains(words); i++) {
      slider().sendKeys(Keys.LEFT);
    }
    assertThat(below()).contains(words);
  }

  private WebElement slider() {
    return browser.findElement(By.cssSelector("[data-cell=scratch] .steps input[type=range]"));
  }

  private void press(String label) {
    browser
        .findElement(By.cssSelector("[data-cell=scratch] button[aria-label='" + label + "']"))
        .click();
  }

  private String below() {
    return page.text("[data-cell=scratch] .beneath");
  }

  /** Statements that are shown as not sent yet. */
  private long later() {
    return (Long)
        Objects.requireNonNull(
            page.script(
                "return document.querySelectorAll('[data-cell=scratch] .statement.later').length"));
  }

  private String lit() {
    return NotebookPage.folded(
        page.script(
            "return [...document.querySelectorAll('[data-cell=scratch] .cm-line.lit')].map(l => l.textContent).join('')"));
  }
}
