package orrery.product;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chromium.HasCdp;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A notebook as a person uses it: by what can be seen, clicked and typed. */
final class NotebookPage {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final WebDriver browser;

  NotebookPage(WebDriver browser) {
    this.browser = browser;
  }

  /** In the product that tests share, as a learner who has never been there. */
  void open(String lesson) throws Exception {
    openAsLearner(Product.shared(), lesson);
  }

  /** On a wide screen, as a learner who has never been in this class. */
  void openAsLearner(Product product, String lesson) throws Exception {
    browser.manage().window().setSize(new Dimension(1280, 900));
    ((HasCdp) browser).executeCdpCommand("Network.clearBrowserCookies", Map.of());
    open(product.at(product.classPath()), lesson);
  }

  /** The learner's, as a request header's value. */
  String cookie() {
    return browser.manage().getCookies().stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** By the printed address to the list, and from there into the lesson. */
  void open(Product product, String lesson) throws Exception {
    open(product.address(), lesson);
  }

  /** The same, by another address. */
  void open(URI address, String lesson) {
    browser.get(address.toString());
    await(
        () -> !browser.findElements(By.cssSelector("a[href='/lessons/" + lesson + "']")).isEmpty());
    // A font that arrives between aiming and clicking moves the link away.
    await(() -> "loaded".equals(script("return document.fonts.status")));
    await(() -> followed(By.cssSelector("a[href='/lessons/" + lesson + "']")));
    awaitReady();
  }

  /** Whether the link was hit: on a busy machine the page may still move while one aims. */
  private boolean followed(By link) {
    try {
      browser.findElement(link).click();
      return true;
    } catch (ElementClickInterceptedException missed) {
      return false;
    }
  }

  /** Until the editors stand. */
  void awaitReady() {
    await(
        () ->
            !browser
                .findElements(By.cssSelector("notebook-cell[data-cell=scratch] .cm-content"))
                .isEmpty());
  }

  void await(BooleanSupplier condition) {
    try {
      new WebDriverWait(browser, PATIENCE).until(driver -> condition.getAsBoolean());
    } catch (TimeoutException e) {
      String seen = browser.findElement(By.tagName("body")).getText();
      throw new AssertionError("in vain, at " + browser.getCurrentUrl() + ":\n" + seen, e);
    }
  }

  private WebElement cell(String name) {
    return browser.findElement(By.cssSelector("notebook-cell[data-cell='" + name + "']"));
  }

  String state(String cell) {
    String state = cell(cell).getDomAttribute("data-state");
    return state == null ? "" : state;
  }

  void awaitState(String cell, String state) {
    await(() -> state(cell).equals(state));
  }

  void awaitOutput(String cell, String part) {
    await(() -> output(cell).contains(part));
  }

  /** Replaces the cell's text, by the keyboard as far as a text without indentation allows. */
  void type(String cell, String source) {
    WebElement editor = cell(cell).findElement(By.cssSelector(".cm-content"));
    editor.click();
    editor.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    script("document.execCommand('insertText', false, arguments[0])", source);
  }

  void run(String cell) {
    press(cell, "button.run");
  }

  void interrupt(String cell) {
    press(cell, "button.stop");
  }

  void shiftEnter(String cell) {
    cell(cell)
        .findElement(By.cssSelector(".cm-content"))
        .sendKeys(Keys.chord(Keys.SHIFT, Keys.ENTER));
  }

  private void press(String cell, String button) {
    await(() -> !cell(cell).findElements(By.cssSelector(button)).isEmpty());
    WebElement element = cell(cell).findElement(By.cssSelector(button));
    script("arguments[0].scrollIntoView({block: 'center'})", element);
    element.click();
  }

  void runAll() {
    browser.findElement(By.cssSelector("#toolbar button.run")).click();
  }

  Object script(String script, Object... arguments) {
    return ((JavascriptExecutor) browser).executeScript(script, arguments);
  }

  /** The text of the first such part of the page, or nothing; blanks folded. */
  String text(String selector) {
    return folded(
        script("return document.querySelector(arguments[0])?.textContent ?? ''", selector));
  }

  /** What a script has read, without blanks that nobody sees. */
  static String folded(@Nullable Object text) {
    return Objects.toString(text, "").replaceAll("\\s+", " ").strip();
  }

  /** What the cell printed and the values it showed, as a reader sees them. */
  String output(String cell) {
    return (String)
        script(
            """
            return [...arguments[0].querySelectorAll(".output > .out, .output > .value")].map(part =>
              part.matches(".value") ? "⇒ " + part.querySelector("code").textContent + "\\n" : part.textContent).join("");
            """,
            cell(cell));
  }

  /**
   * The statements of the lane, each bind value put back to the {@code ?} it stands for; without
   * those that Hibernate sends for itself.
   */
  List<String> statements(String cell) {
    return strings(
        """
        return [...arguments[0].querySelectorAll(".lane .statement .sql")].filter(sql =>
          !["bootstrap", "temporary"].includes(sql.closest(".statement").dataset.kind)).map(sql => {
          const copy = sql.cloneNode(true);
          copy.querySelectorAll("mark").forEach(bind => bind.replaceWith("?"));
          return [...copy.children].map(line => line.textContent).join(" ");
        });
        """,
        cell);
  }

  /** Words of the causes, in the lane's order. */
  List<String> causes(String cell) {
    return strings(
        "return [...arguments[0].querySelectorAll('.lane .statement .chip')].map(chip => chip.textContent.trim())",
        cell);
  }

  /** Titles of the flushes, in the lane's order. */
  List<String> flushes(String cell) {
    return strings(
        "return [...arguments[0].querySelectorAll('.lane .flush-title')].map(t => t.textContent.trim())",
        cell);
  }

  /** Lines that the lane's statements name. */
  List<String> lines(String cell) {
    return strings(
        "return [...arguments[0].querySelectorAll('.lane .statement')].map(s => s.dataset.line)",
        cell);
  }

  private List<String> strings(String script, String cell) {
    List<?> found = (List<?>) script(script, cell(cell));
    return found.stream().map(String::valueOf).toList();
  }

  /** All that the failure part of a cell says. */
  String failure(String cell) {
    return String.valueOf(
        script(
            "return [...arguments[0].querySelectorAll('.output .failure')].map(f => f.textContent).join(' ')",
            cell(cell)));
  }

  /** Everything a reader sees below a cell. */
  String below(String cell) {
    return String.valueOf(
        script("return arguments[0].querySelector('.output').textContent", cell(cell)));
  }

  /** The notice on top of the page and the header's words. */
  String notices() {
    return String.valueOf(
        script(
            "return document.querySelector('#notice').textContent + document.querySelector('#toolbar').textContent"));
  }

  /** Clicks a button of the cell and waits for the end of its run, by the page's own clock. */
  long millisFromClickTo(String cell, String button) {
    Object millis =
        ((JavascriptExecutor) browser)
            .executeAsyncScript(
                """
                const [cell, button, done] = arguments;
                const started = performance.now();
                new MutationObserver(() => {
                  if (["ok", "failed", "died", "skipped"].includes(cell.dataset.state)) {
                    done(Math.round(performance.now() - started));
                  }
                }).observe(cell, {attributes: true, attributeFilter: ["data-state"]});
                cell.querySelector(button).click();
                """,
                cell(cell),
                button);
    return ((Number) Objects.requireNonNull(millis)).longValue();
  }
}
