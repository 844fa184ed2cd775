package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;
import orrery.page.Browser;

/** What a learner reads below an exception of Hibernate. */
class ExplanationIT {

  private static final String CELL = "lazy";

  private final WebDriver browser = Browser.shared();
  private final NotebookPage page = new NotebookPage(browser);

  @BeforeEach
  void open() throws Exception {
    page.open("10-read-a-failure");
  }

  @Test
  void whatHappenedAndTwoWaysToMendIt() {
    page.run("shop");
    page.awaitState("shop", "ok");
    page.run(CELL);
    page.awaitState(CELL, "failed");

    assertThat(explanation())
        .isEqualTo(
            "What happened"
                + " Line 3 used Author.books of Author 1, which was not loaded, and no Session was"
                + " there to load it."
                + " The collection is lazy: Hibernate loads it when it is first used, through the"
                + " Session that loaded its author. A Session that held it closed at line 1."
                + " Two ways to mend it"
                + " Load it in the query, together with its author."
                + " from Author a left join fetch a.books Copy"
                + " Use it while the Session is open."
                + " factory.inTransaction(session -> {"
                + " Author author = session.find(Author.class, 1L);"
                + " author.books.size(); }); Copy");
    assertThat(page.failure(CELL)).contains("LazyInitializationException");
    assertThat(page.script("return document.querySelector('[data-cell=lazy] details.raw').open"))
        .isEqualTo(false);
    assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();

    page.script("document.querySelector('[data-cell=lazy] .repairs button').click()");
    page.await(() -> explanation().matches(".*(Copied|Select it to copy) Use it while.*"));
  }

  private String explanation() {
    return page.text("[data-cell=lazy] .explanation");
  }
}
