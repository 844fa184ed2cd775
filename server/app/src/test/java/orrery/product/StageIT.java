package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriver;
import orrery.page.Browser;

/** What a learner reads where two Sessions are at work at the same time. */
class StageIT {

  private static final String LESSON = "11-meet-another-session";

  private final WebDriver browser = Browser.shared();
  private final NotebookPage page = new NotebookPage(browser);

  @BeforeEach
  void open() throws Exception {
    page.open(LESSON);
  }

  @Test
  void eachSessionHasAColumnAndTimeRunsDownwards() {
    page.runAll();
    page.awaitState("wait-for-it", "ok");

    assertThat(text("uncommitted", ".actors")).matches("Session \\S+ connection \\d+ Session .*");
    assertThat(turns("uncommitted")).containsPattern("1: .*2: load Book by id 1.*1: rollback");
    assertThat(left("uncommitted", 2)).isGreaterThan(left("uncommitted", 1) + 300);
    assertThat(turns("collide"))
        .containsPattern("2: flush at commit line 10 · no rows [^:]*version = 0 rollback");
    assertThat(turns("locked")).contains("did not get the lock");
    assertThat(turns("wait-for-it")).contains("waited, until another Session let go");
    assertThat(text("in-the-database", ".stage")).isEmpty();
    assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();
  }

  @Test
  void onANarrowScreenEachTurnNamesItsSession() {
    page.runAll();
    page.awaitState("uncommitted", "ok");
    browser.manage().window().setSize(new Dimension(500, 900));

    page.await(() -> left("uncommitted", 1) == left("uncommitted", 2));
    assertThat(text("uncommitted", ".turn.in-2 .who")).startsWith("Session");
  }

  /** Each turn as its column and text. */
  private String turns(String cell) {
    return NotebookPage.folded(
        page.script(
            """
            return [...document.querySelectorAll(`[data-cell=${arguments[0]}] .turn`)].map(turn =>
              turn.className.match(/in-(\\d)/)[1] + ": " + turn.querySelector(".trace").textContent).join(" ")
            """,
            cell));
  }

  private String text(String cell, String selector) {
    return page.text("[data-cell=" + cell + "] " + selector);
  }

  /** The left edge of the first turn in a column, in CSS pixels. */
  private double left(String cell, int column) {
    Object left =
        page.script(
            """
            return document.querySelector(`[data-cell=${arguments[0]}] .turn.in-${arguments[1]}`)
              .getBoundingClientRect().left
            """,
            cell,
            column);
    return ((Number) left).doubleValue();
  }
}
