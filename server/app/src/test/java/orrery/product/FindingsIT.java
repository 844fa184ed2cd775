package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import orrery.page.Browser;

/** What a learner reads of a costly pattern, tries and compares. */
class FindingsIT {

  private static final String CELL = "scratch";

  private static final String MODEL =
      """
      @Entity class Author { @Id @GeneratedValue Long id; String name;
      @OneToMany(mappedBy = "author") List<Book> books = new ArrayList<>();
      Author() {} Author(String name) { this.name = name; } List<Book> getBooks() { return books; } }
      @Entity class Book { @Id @GeneratedValue Long id; String title;
      @ManyToOne(fetch = FetchType.LAZY) Author author;
      Book() {} Book(String title, Author author) { this.title = title; this.author = author; } }
      SessionFactory sf = new Configuration().addAnnotatedClass(Author.class).addAnnotatedClass(Book.class)
      .setProperty("hibernate.hbm2ddl.auto", "create").buildSessionFactory();
      sf.inTransaction(s -> { for (int i = 1; i <= 3; i++) { var a = new Author("A" + i);
      s.persist(a); s.persist(new Book("B" + i, a)); } });
      """;

  private static final String LOOP =
      """
      sf.inTransaction(session -> {
      var all = session.createSelectionQuery("from Author order by id", Author.class).getResultList();
      for (Author author : all) {
      System.out.println(author.name + " " + author.getBooks().size());
      }
      });
      """;

  private final WebDriver browser = Browser.shared();
  private final NotebookPage page = new NotebookPage(browser);

  @BeforeEach
  void open() throws Exception {
    page.open("01-open-the-bookstore");
  }

  @Test
  void nPlusOneIsFoundRepairedAndTakenBack() {
    run("author", MODEL);
    run(CELL, LOOP);
    page.await(() -> beneath().contains("N+1."));
    assertThat(beneath())
        .contains("Line 4 loaded Author.books 3 times, once for each author that line 2 had found.")
        .contains("from Author a left join fetch a.books order by a.id");
    assertThat(bar()).contains("4 statements");
    assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();

    click("button.try[aria-label='Try join fetch']");
    page.await(() -> bar().contains("1 statement ·"));
    assertThat(text()).contains("left join fetch a.books");
    assertThat(beneath()).doesNotContain("N+1.");

    browser
        .findElement(By.cssSelector("[data-cell=scratch] .cm-content"))
        .sendKeys(Keys.chord(Keys.CONTROL, "z"));
    page.await(() -> !text().contains("join fetch"));
  }

  @Test
  void waysToFetchAreComparedInKernelsOfTheirOwn() throws Exception {
    run("author", MODEL);
    run(CELL, LOOP);
    Product product = Product.shared();
    List<ProcessHandle> before = product.kernels();
    page.await(() -> beneath().contains("Compare 5 ways to fetch"));
    click("button.compare");
    page.await(() -> beneath().contains("in a kernel of its own"));
    page.await(() -> beneath().contains("Cheapest is join fetch: 1 statement instead of 4."));
    assertThat(costs("lazy")).startsWith("4", "6");
    assertThat(costs("join fetch")).startsWith("1", "3");
    assertThat(costs("entity graph")).startsWith("1", "3");
    assertThat(costs("batch")).startsWith("2", "6");
    assertThat(costs("subselect")).startsWith("2", "6");
    assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();
    page.await(() -> before.containsAll(product.kernels()));

    browser.navigate().refresh();
    page.awaitReady();
    page.await(() -> beneath().contains("Cheapest is join fetch"));

    click("button.use[aria-label='Use subselect']");
    page.await(() -> text().contains("setSubselectFetchingEnabled"));
    page.await(() -> bar().contains("2 statements"));
  }

  @Test
  void aHundredThousandStatementsAreCountedAndThePageAnswers() {
    page.script(
        """
        window.longest = 0;
        let last = performance.now();
        const frame = now => {
          window.longest = Math.max(window.longest, now - last);
          last = now;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
        """);
    run(
        CELL,
        """
        var connection = java.sql.DriverManager.getConnection("jdbc:h2:mem:many");
        var statement = connection.prepareStatement("select cast(? as int)");
        for (int i = 0; i < 100_000; i++) {
        statement.setInt(1, i);
        statement.executeQuery().close();
        }
        """);
    page.await(() -> bar().contains("100,000 statements"));
    assertThat(lane()).contains("95,001 more statements, counted and not kept one by one");
    assertThat(beneath()).contains("Line 5 ran the same query 100,000 times");
    assertThat(((Number) page.script("return Math.round(window.longest)")).longValue())
        .as("milliseconds that the page stood still")
        .isLessThan(3_000);
    click(".lane details.rest summary");
    assertThat(lane()).contains("× 95,001 your own JDBC, line 5");
  }

  /** Statements, rows, bytes and time of a way. */
  private List<String> costs(String way) {
    for (WebElement row :
        browser.findElements(By.cssSelector("[data-cell=scratch] .costs tbody tr"))) {
      if (row.findElement(By.tagName("th")).getText().startsWith(way)) {
        return row.findElements(By.className("cost")).stream().map(WebElement::getText).toList();
      }
    }
    return List.of();
  }

  private void run(String cell, String source) {
    page.type(cell, source);
    page.run(cell);
    page.awaitState(cell, "ok");
  }

  private void click(String button) {
    By at = By.cssSelector("[data-cell=scratch] " + button);
    page.script("arguments[0].scrollIntoView({block: 'center'})", browser.findElement(at));
    browser.findElement(at).sendKeys(Keys.ENTER);
  }

  private String beneath() {
    return part(".beneath");
  }

  private String lane() {
    return part(".lane");
  }

  private String bar() {
    return part(".bar");
  }

  private String text() {
    return part(".cm-content");
  }

  private String part(String part) {
    return page.text("[data-cell=scratch] " + part);
  }
}
