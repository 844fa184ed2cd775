package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.page.Browser;

/**
 * How long a learner waits: from the click in a fresh notebook, with no kernel yet, to the end of
 * the first cell that makes a SessionFactory. Measured by the page's own clock and printed; the
 * bound only catches what is broken, since machines differ.
 */
class FirstCellIT {

  private static final String LESSON = "01-open-the-bookstore";
  private static final Duration BROKEN = Duration.ofSeconds(30);

  @TempDir Path data;

  @Test
  void fromTheClickToTheFirstHibernateCell() throws Exception {
    try (Product first = Product.serve(data.resolve("first"))) {
      first.awaitClassArchive();
    }
    try (Product second = Product.serve(data.resolve("second"))) {
      NotebookPage page = new NotebookPage(Browser.shared());
      page.open(second, LESSON);

      long millis = page.millisFromClickTo("factory", ".to-here");

      System.out.printf(
          "First Hibernate cell, second start, Java %s: %d ms after the click%n",
          Runtime.version().feature(), millis);
      assertThat(page.state("factory")).isEqualTo("ok");
      assertThat(millis).isLessThan(BROKEN.toMillis());
      Browser.shared().get("about:blank");
    }
  }
}
