package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.chrome.ChromeDriver;

/** Watches whether text became code in a page, or tried to: from before the page's own scripts. */
final class Strikes implements AutoCloseable {

  /** Text that strikes wherever it is taken for markup, a script or an address. */
  static final String MARKUP =
      "\"></script><script>struck=1</script><svg onload=struck=1><img src=x onerror=struck=1>";

  /**
   * The same with what cannot be seen, as Java spells it: an end of text, a terminal's colour, a
   * turn of direction, another break of lines and half a surrogate pair.
   */
  static final String SPELLED =
      '"'
          + MARKUP.replace("\"", "\\\"")
          + "javascript:struck=1\\0\\u001b[31m\\u202edetrevni\\u2028\\ud800.\"";

  private static final String WATCH =
      """
      window.violations = [];
      window.faults = [];
      addEventListener("securitypolicyviolation", e => violations.push(`${e.violatedDirective} ${e.sample} ${e.blockedURI}`));
      addEventListener("error", e => e.message && faults.push(e.message));
      addEventListener("unhandledrejection", e => faults.push(String(e.reason)));
      """;

  /** What markup of strangers would have left, had it been taken for such. */
  private static final String FOREIGN =
      "[onload], [onerror], iframe, object, embed, img[src=x], script:not([nonce]), a[href^='javascript' i],"
          + " a[href^='data' i], a[href^='vbscript' i]";

  private final ChromeDriver browser;
  private final String watch;

  Strikes(ChromeDriver browser) {
    this.browser = browser;
    this.watch =
        String.valueOf(
            browser
                .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH))
                .get("identifier"));
  }

  /**
   * No script of strangers ran, none was stopped either, and none of ours failed over their text.
   */
  void none() {
    assertThat(seen())
        .isEqualTo(
            Map.of(
                "struck", 0L, "violations", List.of(), "faults", List.of(), "foreign", List.of()));
  }

  private Object seen() {
    return Objects.requireNonNull(
        browser.executeScript(
            """
            return {struck: window.struck ?? 0, violations, faults,
              foreign: [...document.querySelectorAll(arguments[0])].map(element => element.outerHTML)};
            """,
            FOREIGN));
  }

  /** Markup that the page itself takes for such is seen; else {@link #none} would say nothing. */
  void areSeen() {
    browser.executeScript(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=struck=1>')");
    assertThat(String.valueOf(seen())).contains("script-src-attr", "<img");
  }

  @Override
  public void close() {
    browser.executeCdpCommand(
        "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", watch));
  }
}
