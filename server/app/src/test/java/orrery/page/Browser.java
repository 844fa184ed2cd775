package orrery.page;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The headless browser of all browser tests; started by the first, ended with the JVM. */
public final class Browser {

  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
  private static final Duration LONGEST_SCRIPT = Duration.ofMinutes(2);
  private static @Nullable ChromeDriver shared;

  private Browser() {}

  /**
   * The one browser. A test leaves no state in it that the next would see but cookies and local
   * storage, which belong to an address.
   *
   * @throws IllegalStateException if there is none, saying what to do
   */
  public static synchronized ChromeDriver shared() {
    if (shared == null) {
      ChromeDriver driver = start();
      Runtime.getRuntime().addShutdownHook(new Thread(driver::quit, "browser end"));
      shared = driver;
    }
    return shared;
  }

  private static ChromeDriver start() {
    Optional<Path> browser = browser();
    Optional<Path> driver =
        named("browser.driver", "CHROMEDRIVER").or(() -> onPath("chromedriver"));
    ChromeDriverService.Builder service = new ChromeDriverService.Builder();
    // With no driver found, Selenium Manager fetches one where the machine has the internet.
    driver.map(Path::toFile).ifPresent(service::usingDriverExecutable);
    try {
      ChromeDriver started = new ChromeDriver(service.build(), options(browser));
      started.manage().timeouts().scriptTimeout(LONGEST_SCRIPT);
      return started;
    } catch (WebDriverException | IOException e) {
      throw new IllegalStateException(advice(browser, driver), e);
    }
  }

  private static ChromeOptions options(Optional<Path> browser) throws IOException {
    ChromeOptions options = new ChromeOptions();
    browser.map(Path::toFile).ifPresent(options::setBinary);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--window-size=1280,1000",
        "--user-data-dir=" + Files.createTempDirectory("browser"));
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logging);
    return options;
  }

  private static Optional<Path> browser() {
    return named("browser.binary", "CHROME_BIN")
        .or(() -> onPath("chromium", "chromium-browser", "google-chrome", "chrome"))
        .or(Browser::wellKnown);
  }

  private static Optional<Path> named(String property, String variable) {
    return Stream.of(property)
        .map(System::getProperty)
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> Optional.ofNullable(System.getenv(variable)))
        .filter(Predicate.not(String::isBlank))
        .map(Path::of);
  }

  private static Optional<Path> onPath(String... names) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    List<String> folders = List.of(path.split(File.pathSeparator));
    return Stream.of(names)
        .map(name -> WINDOWS ? name + ".exe" : name)
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Path> wellKnown() {
    Stream<String> macOs =
        Stream.of(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");
    Stream<String> windows =
        Stream.of("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
            .map(System::getenv)
            .filter(Objects::nonNull)
            .map(folder -> folder + "\\Google\\Chrome\\Application\\chrome.exe");
    return Stream.concat(macOs, windows).map(Path::of).filter(Files::isExecutable).findFirst();
  }

  private static String advice(Optional<Path> browser, Optional<Path> driver) {
    return """
        No browser for the browser tests (browser: %s, driver: %s).
          Debian or Ubuntu, as root: ./mvnw verify -Pbrowser installs one; elsewhere install Chrome or Chromium, \
        or set CHROME_BIN and CHROMEDRIVER.
          To build without browser tests: ./mvnw verify -DskipITs"""
        .formatted(found(browser), found(driver));
  }

  private static String found(Optional<Path> path) {
    return path.map(Path::toString).orElse("not found");
  }
}
