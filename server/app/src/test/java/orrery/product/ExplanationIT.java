package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriver;
import orrery.page.Browser;

/** What a learner reads below an exception of Hibernate. */
class ExplanationIT {

  private static final String CELL = "lazy";

  @TempDir Path data;
  private Product product;
  private final WebDriver browser = Browser.shared();
  private final NotebookPage page = new NotebookPage(browser);

  ExplanationIT() throws Exception {}

  @BeforeEach
  void open() throws Exception {
    browser.manage().window().setSize(new Dimension(1280, 900));
    product = Product.serve(data);
    page.open(product, "10-read-a-failure");
  }

  @AfterEach
  void close() throws Exception {
    browser.get("about:blank");
    product.close();
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
    return String.valueOf(
            page.script(
                "return document.querySelector('[data-cell=lazy] .explanation').textContent"))
        .replaceAll("\\s+", " ")
        .strip();
  }
}
