package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import orrery.page.Browser;

/** What a learner reads who predicts, answers a quiz, and tries an exercise until it is solved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExerciseIT {

  private static final String LESSON = "01-keep-some-books";

  private static final String TEXT =
      """
      # Keep some books

      You will keep books.

      ## Begin

      ```java name=model
      @Entity(name = "Book") class Book {
          @Id Long id;
          String title;
          Book() {}
          Book(long id, String title) { this.id = id; this.title = title; }
      }
      SessionFactory factory = new Configuration().addAnnotatedClass(Book.class)
          .setProperty("hibernate.hbm2ddl.auto", "create").buildSessionFactory();
      ```

      Predict: what does this send?

      ```java name=keep
      factory.inTransaction(session -> {
          session.persist(new Book(1, "One"));
          session.persist(new Book(2, "Two"));
      });
      ```

      Quiz: when is the *insert* sent?

      - [ ] by `persist`
      - [x] at the commit

      ```java name=proof
      factory.inTransaction(session -> session.persist(new Book(3, "Three")));
      ```

      Quiz: which of these read?

      - [x] `find`
      - [ ] `persist`
      - [x] a query

      ## Try

      Find book 1, and nothing else.

      ```java exercise name=find-one
      Book found = factory.fromSession(session ->
          session.createSelectionQuery("from Book order by id", Book.class).getResultList().get(0));
      ```

      ```java check
      assertThat(trace.selects()).as("One `select`.").hasSize(1);
      assertThat(trace.selects().get(0).rows()).as("Read `Book` 1 alone: by its id.").isOne();
      assertThat(found.title).as("`found` is book 1.").isEqualTo("One");
      ```

      ```java solution
      Book found = factory.fromSession(session -> session.find(Book.class, 1L));
      ```

      > Hint: A query is not needed.

      > Hint: `Session.find` takes the class and the id.

      Another.

      ```java exercise name=count
      long books = 0;
      ```

      ```java check
      assertThat(books).as("Three books.").isEqualTo(3);
      ```

      ```java solution
      long books = 3;
      ```

      > Hint: Two and one.
      """;

  private Path data;
  private Path lessons;
  private Product product;
  private final WebDriver browser = Browser.shared();
  private final NotebookPage page = new NotebookPage(browser);

  @BeforeAll
  void start(@TempDir Path data, @TempDir Path lessons) throws Exception {
    this.data = data;
    this.lessons = lessons;
    Files.writeString(lessons.resolve(LESSON + ".md"), TEXT);
    serve(0);
  }

  @AfterAll
  void stop() throws Exception {
    browser.get("about:blank");
    product.close();
  }

  private void serve(int port) throws Exception {
    Map<String, String> settings =
        Map.of("ORRERY_LESSONS", lessons.toString(), "ORRERY_CLASS", "true");
    product = Product.serve(data, port, settings);
    product.address();
  }

  @BeforeEach
  void open() throws Exception {
    page.openAsLearner(product, LESSON);
  }

  @Test
  void anExerciseFromTheFirstTryToItsSolution() throws Exception {
    page.runAll();
    page.awaitState("proof", "ok");
    assertThat(page.state("find-one")).as("what nobody has tried is not judged").isEmpty();
    assertThat(header()).contains("0 of 2 exercises solved");
    assertThat(text("nav.sections")).contains("Try 2 exercises");

    page.run("find-one");
    awaitText(exercise("find-one"), "Not yet. Read Book 1 alone: by its id.");
    assertThat(visible(exercise("find-one") + " .verdict")).doesNotContain("but was");
    click(exercise("find-one") + " .verdict summary");
    assertThat(visible(exercise("find-one") + " .verdict")).contains("3L");
    assertThat(visible("#announcer")).contains("Not yet. Read `Book` 1 alone");
    noAxeViolation();

    click(exercise("find-one") + " .hint");
    awaitText(exercise("find-one"), "A query is not needed.");
    assertThat(text(exercise("find-one"))).doesNotContain("takes the class").contains("2 of 2");
    press(exercise("find-one"), "Show the solution");
    awaitText(exercise("find-one"), "session.find(Book.class, 1L)");
    press(exercise("find-one"), "Use it");
    assertThat(text("[data-cell=find-one] .beside .cm-content")).contains("session.find(");
    page.run("find-one");
    awaitText(exercise("find-one"), "Solved.");
    noAxeViolation();

    browser.navigate().refresh();
    page.awaitReady();
    awaitText(exercise("find-one"), "Solved.");
    assertThat(text(exercise("find-one"))).contains("A query is not needed.", "The solution");
    assertThat(header()).contains("1 of 2 exercises solved");
    assertThat(text("nav.sections")).contains("Try 1 exercise");
    browser.get(product.at("/").toString());
    assertThat(text("main")).contains("4 of 5 cells done", "1 of 2 exercises solved");
  }

  @Test
  void aBrokenTryStartsAgainAndTheSolutionIsAskedForTwiceAtFirst() {
    press(exercise("count"), "Show the solution");
    assertThat(text(exercise("count"))).contains("You have not tried yet, and there are hints.");
    press(exercise("count"), "Try first");
    page.type("count", "long books = ;");
    page.run("count");
    page.awaitState("count", "failed");
    assertThat(page.failure("count")).contains("This does not compile");
    assertThat(text(exercise("count"))).doesNotContain("Not yet").contains("Show a hint");

    press("[data-cell=count] .bar", "Start again");
    page.await(() -> text("[data-cell=count] .cm-content").equals("long books = 0;"));
    page.run("count");
    awaitText(exercise("count"), "Not yet. Three books.");
    press(exercise("count"), "Show the solution");
    awaitText(exercise("count"), "long books = 3;");
  }

  @Test
  void guessesAndAnswersAreComparedAndKept() throws Exception {
    page.run("model");
    page.awaitState("model", "ok");
    WebElement inserts = browser.findElement(By.cssSelector("[data-cell=keep] [name=inserts]"));
    inserts.sendKeys(Keys.chord(Keys.CONTROL, "a"), "1", Keys.ENTER);
    awaitText("cell-prediction", "You say: 1 insert. Run the cell to see.");
    browser.switchTo().activeElement().sendKeys(Keys.ENTER);
    awaitText("cell-prediction", "You said 1 insert; it sent 2 inserts.");
    assertThat(visible("cell-prediction .said")).contains("It sent 0 2 1 more 0 0");

    click("[data-quiz=quiz-1] input");
    press("[data-quiz=quiz-1]", "Check answer");
    awaitText("[data-quiz=quiz-1]", "by persist ✗ not this one");
    assertThat(text("[data-quiz=quiz-1]")).contains("or run the cell below to find out.");
    click("[data-quiz=quiz-1] label:nth-of-type(2) input");
    assertThat(text("[data-quiz=quiz-1]")).doesNotContain("not this one");
    press("[data-quiz=quiz-1]", "Check answer");
    awaitText("[data-quiz=quiz-1]", "Right. Run the cell below: it proves it.");
    click("[data-quiz=quiz-2] input");
    press("[data-quiz=quiz-2]", "Check answer");
    awaitText("[data-quiz=quiz-2]", "Not quite: one more is right. Choose again.");
    noAxeViolation();

    int port = product.port();
    product.close();
    serve(port);
    browser.navigate().refresh();
    page.awaitReady();
    awaitText("cell-prediction", "You said 1 insert; it sent 2 inserts.");
    awaitText("[data-quiz=quiz-1]", "at the commit ✓ right");
    awaitText("[data-quiz=quiz-2]", "one more is right");

    page.script("document.querySelector('details.menu').open = true");
    press(".menu-body", "Start the lesson over");
    press(".menu-body", "Start over");
    page.await(() -> !text("[data-quiz=quiz-1]").contains("right"));
    assertThat(browser.findElements(By.cssSelector("lesson-quiz input:checked"))).isEmpty();
    awaitText("cell-prediction", "select insert update delete Predict");
  }

  private static String exercise(String name) {
    return "[data-cell=" + name + "] .exercise";
  }

  private void noAxeViolation() {
    List<Rule> violations = new AxeBuilder().analyze(browser).getViolations();
    assertThat(violations).as(violations.toString()).isEmpty();
  }

  private void awaitText(String place, String words) {
    page.await(() -> text(place).contains(words));
  }

  private String header() {
    return text("#toolbar");
  }

  /** All the words there, with those of folded parts. */
  private String text(String place) {
    return page.text(place);
  }

  /** The words that are seen. */
  private String visible(String place) {
    return NotebookPage.folded(
        page.script("return document.querySelector(arguments[0]).innerText", place));
  }

  private void click(String place) {
    WebElement element = browser.findElement(By.cssSelector(place));
    page.script("arguments[0].scrollIntoView({block: 'center'})", element);
    element.click();
  }

  /** Presses the button that says so. */
  private void press(String within, String words) {
    for (WebElement button : browser.findElements(By.cssSelector(within + " button"))) {
      if (button.getText().startsWith(words)) {
        page.script("arguments[0].scrollIntoView({block: 'center'})", button);
        button.click();
        return;
      }
    }
    throw new AssertionError("no button \"" + words + "\" in " + text(within));
  }
}
