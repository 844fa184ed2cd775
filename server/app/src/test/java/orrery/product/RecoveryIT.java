package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebDriver;
import orrery.page.Browser;

/** What a learner keeps where a cell, its kernel or the whole server ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryIT {

  private static final String LESSON = "01-open-the-bookstore";
  private static final String FIRST = "money";

  private Path data;
  private Product product;
  private List<ProcessHandle> others = List.of();
  private final WebDriver browser = Browser.shared();
  private final NotebookPage page = new NotebookPage(browser);

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    this.data = data;
    serve(0);
  }

  @AfterAll
  void stop() throws Exception {
    browser.get("about:blank");
    product.close();
  }

  private void serve(int port) throws Exception {
    product = Product.serve(data, port, Map.of("ORRERY_CLASS", "true"));
    product.address();
  }

  @BeforeEach
  void open() throws Exception {
    others = product.kernels();
    page.openAsLearner(product, LESSON);
  }

  /** The notebook's own. */
  private ProcessHandle kernel() {
    List<ProcessHandle> own = new ArrayList<>(product.kernels());
    own.removeAll(others);
    assertThat(own).hasSize(1);
    return own.get(0);
  }

  @Test
  void anEndlessLoopIsInterruptedAndTheKernelLives() {
    page.type("scratch", "int before = 41; System.out.println(before); while (true) { }");
    page.run("scratch");
    page.awaitOutput("scratch", "41\n");

    page.interrupt("scratch");

    page.awaitState("scratch", "interrupted");
    ProcessHandle kernel = kernel();
    page.type("scratch", "before + 1");
    page.shiftEnter("scratch");
    page.awaitState("scratch", "ok");
    assertThat(page.output("scratch")).isEqualTo("⇒ 42\n");
    assertThat(kernel()).isEqualTo(kernel);
  }

  @Test
  void aKilledKernelIsReplacedAndTheCellsBeforeAreRunAgain() throws Exception {
    page.type(FIRST, "int kept = 42;");
    page.run(FIRST);
    page.awaitState(FIRST, "ok");
    ProcessHandle kernel = kernel();

    kernel.destroyForcibly();

    page.await(() -> page.notices().contains("ended"));
    page.type("scratch", "kept");
    page.run("scratch");
    page.awaitState("scratch", "ok");
    assertThat(page.output("scratch")).isEqualTo("⇒ 42\n");
    assertThat(kernel()).isNotEqualTo(kernel);
  }

  @Test
  void outOfMemoryIsToldAndTheNotebookLives() throws Exception {
    page.type(FIRST, "int kept = 42;");
    page.run(FIRST);
    page.awaitState(FIRST, "ok");
    page.type(
        "scratch", "var all = new ArrayList<long[]>(); while (true) all.add(new long[100_000]);");
    page.run("scratch");

    page.awaitState("scratch", "died");

    assertThat(page.below("scratch")).contains("out of memory");
    page.type("scratch", "kept");
    page.run("scratch");
    page.awaitState("scratch", "ok");
    assertThat(page.output("scratch")).isEqualTo("⇒ 42\n");
  }

  @Test
  void aRestartedServerHasTheNotebookAsItWas() throws Exception {
    page.type(FIRST, "int kept = 40 + 2; System.out.println(\"set\"); kept");
    page.run(FIRST);
    page.awaitState(FIRST, "ok");
    page.type("scratch", "kept // typed, not run");
    page.await(() -> product.printed().size() > 0);
    Thread.sleep(1000); // the page sends a text 400 ms after the last key
    int port = product.port();

    product.close();
    serve(port);

    browser.navigate().refresh();
    page.awaitReady();
    page.awaitState(FIRST, "ok");
    assertThat(page.output(FIRST)).isEqualTo("set\n⇒ 42\n");
    page.run("scratch");
    page.awaitState("scratch", "ok");
    assertThat(page.output("scratch")).isEqualTo("⇒ 42\n");
  }

  @Test
  void aPageFindsItsServerAgainByItself() throws Exception {
    int port = product.port();
    product.close();
    page.await(() -> page.notices().contains("lost"));

    serve(port);

    page.await(() -> !page.notices().contains("lost"));
    page.type("scratch", "6 * 7");
    page.run("scratch");
    page.awaitState("scratch", "ok");
    assertThat(page.output("scratch")).isEqualTo("⇒ 42\n");
  }
}
