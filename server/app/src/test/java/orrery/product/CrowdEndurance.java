package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import orrery.lesson.Block;
import orrery.lesson.Lessons;
import orrery.page.Browser;

/**
 * A class of thirty for ten minutes, each learner in a notebook of his own of the bookstore lesson:
 * most of them as connections, some as pages. {@code -Dcrowd.seconds}, {@code -Dcrowd.size} and
 * {@code -Dcrowd.seed} change that.
 */
class CrowdEndurance {

  private static final long SECONDS = Long.getLong("crowd.seconds", 600);
  private static final int SIZE = Integer.getInteger("crowd.size", 30);
  private static final int PAGES = 3;
  private static final int CELLS = 6;
  private static final long SEED = Long.getLong("crowd.seed", System.nanoTime());
  private static final String LESSON = "01-open-the-bookstore";
  private static final Path LESSONS = Path.of("..", "..", "lessons");

  /** A name for each page, so that each has cookies of its own: browsers keep these by name. */
  private static final List<String> HOSTS =
      IntStream.range(0, PAGES).mapToObj("page-%d.localhost"::formatted).toList();

  @TempDir Path data;

  private final ChromeDriver browser = Browser.shared();
  private final NotebookPage page = new NotebookPage(browser);
  private final Random random = new Random(SEED);
  private final Figures first = new Figures("first cell of a lesson", "ms");
  private final Figures later = new Figures("further cells", "ms");
  private final Figures clicks = new Figures("cells of a page, from the click", "ms");
  private final Figures server = new Figures("memory of the server", "MB");
  private final Figures kernels = new Figures("memory of all kernels", "MB");
  private final Figures count = new Figures("kernels", "at once");
  private final List<Pupil> pupils = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<String> windows = new ArrayList<>();
  private List<Block.Cell> cells = List.of();
  private Product product;

  CrowdEndurance() throws Exception {}

  @AfterEach
  void end() throws Exception {
    pupils.forEach(Pupil::stop);
    product.kill();
    for (String window : windows) {
      browser.switchTo().window(window).close();
    }
    browser.switchTo().window(browser.getWindowHandles().iterator().next());
  }

  @Test
  void nothingIsLostAndNothingShownTwice() throws Exception {
    System.out.println("a crowd of " + SIZE + " for " + SECONDS + " s, -Dcrowd.seed=" + SEED);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    for (int turn = 0; System.nanoTime() < end; turn++) {
      click(turn);
      measure();
    }
    pupils.forEach(Pupil::stop);
    for (Thread thread : threads) {
      thread.join();
    }

    List.of(first, later, clicks, server, kernels, count).forEach(System.out::println);
    List<String> wrongs = new ArrayList<>();
    for (Pupil pupil : pupils) {
      wrongs.addAll(pupil.settle());
    }
    assertThat(wrongs).as("seed %d", SEED).isEmpty();
    assertThat(first.size()).isGreaterThanOrEqualTo(pupils.size());
    assertThat(clicks.size()).isPositive();
    product.close();
    assertThat(Product.kernelFolders()).isEmpty();
  }

  @BeforeEach
  void begin() throws Exception {
    cells =
        Lessons.read(LESSONS.resolve(LESSON + ".md")).get(0).cells().stream()
            .filter(cell -> cell.exercise() == null)
            .limit(CELLS)
            .toList();
    product =
        Product.serve(
            data, Map.of("ORRERY_CLASS", "true", "ORRERY_HOSTS", String.join(",", HOSTS)));
    for (int i = 1; i <= SIZE - PAGES; i++) {
      Pupil pupil = new Pupil(product, LESSON, cells, first, later, random.nextLong());
      pupils.add(pupil);
      Thread thread = new Thread(pupil, "pupil-" + i);
      thread.start();
      threads.add(thread);
    }
    for (String host : HOSTS) {
      browser.switchTo().newWindow(WindowType.TAB);
      page.open(product.classAddress(host), LESSON);
      windows.add(browser.getWindowHandle());
    }
  }

  /** The next cell of the next page, by a click. */
  private void click(int turn) throws InterruptedException {
    browser.switchTo().window(windows.get(turn % PAGES));
    Block.Cell cell = cells.get(turn / PAGES % cells.size());
    clicks.add(page.millisFromClickTo(cell.name(), "button.run"));
    assertThat(page.state(cell.name())).isEqualTo(cell.fails() ? "failed" : "ok");
    TimeUnit.MILLISECONDS.sleep(1_000 + random.nextInt(1_000));
  }

  private void measure() {
    List<ProcessHandle> all = product.processes();
    server.add(Figures.memory(all.get(0)));
    kernels.add(all.stream().skip(1).mapToLong(Figures::memory).sum());
    count.add(product.kernels().size());
  }
}
