package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebDriver;
import orrery.lesson.Block;
import orrery.lesson.Expectation;
import orrery.lesson.Lesson;
import orrery.lesson.Lessons;
import orrery.page.Browser;

/** The packaged application in a real browser, as a learner meets it. */
class NotebookIT {

  private static final Path LESSONS = Path.of("..", "..", "lessons");

  private final WebDriver browser = Browser.shared();
  private final NotebookPage page = new NotebookPage(browser);

  @BeforeEach
  void open() throws Exception {
    page.open(bookstore().name());
  }

  private static Lesson bookstore() throws Exception {
    return Lessons.read(LESSONS).get(0);
  }

  @Test
  void theBookstoreLessonDoesWhatItSays() throws Exception {
    page.runAll();
    List<Block.Cell> cells =
        bookstore().cells().stream().filter(cell -> cell.exercise() == null).toList();
    String last = cells.get(cells.size() - 1).name();
    page.await(() -> List.of("ok", "failed", "skipped", "died").contains(page.state(last)));

    for (Block.Cell cell : cells) {
      assertThat(page.state(cell.name()))
          .as(cell.name() + ": " + page.failure(cell.name()))
          .isEqualTo(cell.fails() ? "failed" : "ok");
      for (Expectation expectation : cell.expectations()) {
        check(cell, expectation);
      }
    }
    noAxeViolation();
    picture();
  }

  private void check(Block.Cell cell, Expectation expectation) {
    if (expectation instanceof Expectation.Output output) {
      assertThat(page.output(cell.name()).replaceAll("[ \\t]+\n", "\n").stripTrailing())
          .as(cell.name())
          .matches(pattern(output.text().lines().toList(), "\n"));
    } else if (expectation instanceof Expectation.Sql sql) {
      assertThat(String.join(";", page.statements(cell.name())).replaceAll("\\s+", ""))
          .as(cell.name())
          .matches(
              pattern(sql.statements().stream().map(s -> s.replaceAll("\\s+", "")).toList(), ";"));
    } else if (expectation instanceof Expectation.Error error) {
      assertThat(page.failure(cell.name())).contains(error.type(), error.messagePart());
    }
  }

  /** A regular expression for entries between separators; {@code …} stands for any of them. */
  private static String pattern(List<String> entries, String separator) {
    String all =
        entries.stream()
            .map(e -> e.equals(Expectation.ANY) ? "[\\s\\S]*?" : java.util.regex.Pattern.quote(e))
            .collect(Collectors.joining(separator));
    return all.replace("[\\s\\S]*?" + separator, "[\\s\\S]*?")
        .replace(separator + "[\\s\\S]*?", "[\\s\\S]*?");
  }

  /**
   * For the README: {@code ./mvnw verify -Pbrowser -Dorrery.picture} keeps it in the repository.
   */
  private void picture() throws Exception {
    Path repository = Path.of("..", "..", "web", "notebook.png");
    page.script(
        """
        const loads = cell => cell.querySelectorAll(".cause-lazy").length;
        [...document.querySelectorAll("notebook-cell")]
          .reduce((most, cell) => loads(cell) > loads(most) ? cell : most)
          .scrollIntoView({block: "center"});
        """);
    byte[] png = ((TakesScreenshot) browser).getScreenshotAs(OutputType.BYTES);
    Files.write(Path.of("target", "notebook.png"), png);
    if (System.getProperty("orrery.picture") != null) {
      Files.write(repository, png);
    }
    assertThat(repository).exists();
  }

  private void noAxeViolation() {
    List<Rule> violations = new AxeBuilder().analyze(browser).getViolations();
    assertThat(violations).as(violations.toString()).isEmpty();
  }

  @Test
  void theListAndTheErrorPageHaveNoAxeViolation() throws Exception {
    browser.get(Product.shared().at("/").toString());
    noAxeViolation();
    browser.get(Product.shared().at("/nowhere").toString());
    noAxeViolation();
    assertThat(browser.getPageSource()).contains("Nothing here");
  }

  @Test
  void aCellOfPlainHibernateFromElsewhereRunsAndIsTraced() {
    page.type(
        "scratch",
        """
        import org.hibernate.SessionFactory;
        import org.hibernate.cfg.Configuration;
        import jakarta.persistence.*;
        @Entity
        class Customer {
        @Id @GeneratedValue
        private Long id;
        private String name;
        protected Customer() {}
        Customer(String name) { this.name = name; }
        public String getName() { return name; }
        }
        SessionFactory factory = new Configuration()
        .addAnnotatedClass(Customer.class)
        .setProperty("hibernate.connection.url", "jdbc:h2:mem:blog;DB_CLOSE_DELAY=-1")
        .setProperty("hibernate.hbm2ddl.auto", "create")
        .buildSessionFactory();
        factory.inTransaction(session -> session.persist(new Customer("Ada")));
        factory.inSession(session -> {
        for (Customer c : session.createQuery("from Customer", Customer.class).list()) {
        System.out.println(c.getName());
        }
        });
        """);
    page.run("scratch");
    page.awaitState("scratch", "ok");

    assertThat(page.output("scratch")).endsWith("Ada\n");
    assertThat(page.causes("scratch")).contains("query", "insert Customer 1");
    assertThat(page.flushes("scratch")).first().asString().startsWith("flush at commit");
    assertThat(String.join(" ", page.statements("scratch"))).contains("insert into", "select");
  }

  @Test
  void aLazyLoadIsShownAtItsLineWithItsReason() {
    page.type(
        "scratch",
        """
        @Entity class Poet { @Id Long id = 1L; @OneToMany(mappedBy = "poet") List<Poem> poems = new ArrayList<>(); }
        @Entity class Poem { @Id Long id; @ManyToOne(fetch = FetchType.LAZY) Poet poet; }
        var sf = new Configuration().addAnnotatedClass(Poet.class).addAnnotatedClass(Poem.class).setProperty("hibernate.hbm2ddl.auto", "create").buildSessionFactory();
        sf.inTransaction(s -> { Poet p = new Poet(); s.persist(p); for (long i = 1; i <= 3; i++) { Poem m = new Poem(); m.id = i; m.poet = p; s.persist(m); } });
        Session reader = sf.openSession();
        Poet poet = reader.find(Poet.class, 1L);
        int poems = poet.poems.size();
        """);
    page.run("scratch");
    page.awaitState("scratch", "ok");

    int lazy = page.causes("scratch").indexOf("lazy load of Poet.poems");
    assertThat(page.causes("scratch")).endsWith("lazy load of Poet.poems");
    assertThat(page.lines("scratch").get(lazy)).isEqualTo("7");
    assertThat(page.statements("scratch"))
        .last()
        .asString()
        .contains("from Poem")
        .contains("poet_id");
  }

  @Test
  void aReloadWhileACellRunsMissesNothing() {
    page.type(
        "scratch",
        "for (int i = 0; i < 60; i++) { System.out.println(\"tick \" + i); Thread.sleep(200); }");
    page.run("scratch");
    page.awaitOutput("scratch", "tick 5\n");

    browser.navigate().refresh();
    page.awaitReady();
    assertThat(page.state("scratch")).isIn("", "running");

    page.awaitState("scratch", "ok");
    String ticks =
        IntStream.range(0, 60).mapToObj(i -> "tick " + i + "\n").collect(Collectors.joining());
    assertThat(page.output("scratch")).isEqualTo(ticks);
  }

  @Test
  void aCompileErrorNamesItsLine() {
    page.type("scratch", "int a = 1;\nint b = nowhere;");
    page.run("scratch");
    page.awaitState("scratch", "failed");

    assertThat(page.failure("scratch")).contains("nowhere", "line 2");
  }

  @Test
  void markupInOutputIsText() {
    page.type("scratch", "System.out.println(\"<img src=x onerror=alert(1)>\"); \"<b>bold</b>\"");
    page.run("scratch");
    page.awaitState("scratch", "ok");

    assertThat(page.output("scratch")).contains("<img src=x onerror=alert(1)>", "<b>bold</b>");
    assertThat(
            Objects.requireNonNull(
                page.script("return document.querySelectorAll('.output img, .output b').length")))
        .hasToString("0");
  }
}
