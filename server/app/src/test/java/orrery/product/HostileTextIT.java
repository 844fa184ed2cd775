package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import orrery.kernel.protocol.Command;
import orrery.page.Browser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever a lesson, a learner or a forged Event says is text in the page, and all of it is seen.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTextIT {

  private static final String LESSON = "01-strike-back";

  /** As a page shows what cannot be seen; half a surrogate pair can't be sent. */
  private static final String SHOWN =
      Strikes.MARKUP + "javascript:struck=1\\u0000\\u001b[31m\\u202edetrevni\\u2028?.";

  private static final String ENTITIES =
      """
      @Entity @Table(name = "`t</script><img src=x onerror=struck=1>`") class Victim {
        @Id String id; @Column(name = "`c</script><img src=x onerror=struck=1>`", length = 2000) String text;
        @OneToMany(mappedBy = "victim") List<Part> pa\u202erts = new ArrayList<>();
        @Override public String toString() { return POISON; }
      }
      @Entity class Part { @Id Long id; @ManyToOne(fetch = FetchType.LAZY) Victim victim; }
      """
          .replace("POISON", Strikes.SPELLED);

  private static final String TABLES =
      """
      SessionFactory factory = new Configuration().addAnnotatedClass(Victim.class).addAnnotatedClass(Part.class)
          .setProperty("hibernate.use_sql_comments", "true")
          .setProperty("hibernate.hbm2ddl.auto", "create").buildSessionFactory();
      factory.inTransaction(s -> {
        for (long i = 1; i <= 3; i++) {
          Victim victim = new Victim(); victim.id = i + POISON; victim.text = POISON; s.persist(victim);
          Part part = new Part(); part.id = i; part.victim = victim; s.persist(part);
        }
      });
      Session session = factory.openSession();
      session.beginTransaction();
      List<Victim> victims = session.createSelectionQuery("from Victim v where v.text <> 'x' order by v.id", Victim.class).setComment("*\\u002f </script><img src=x onerror=struck=1>").list();
      for (Victim victim : victims) { victim.pa\u202erts.size(); }
      victims.get(0).text = "then " + POISON;
      session.flush();
      session.createNativeQuery("select '</script><img src=x onerror=struck=1>' /* </script><img src=x onerror=struck=1> */", String.class).list()
      """
          .replace("POISON", Strikes.SPELLED);

  private static final String REFUSED =
      """
      session.createNativeQuery("select \\"</script><img src=x onerror=struck=1>\\" from nowhere").list()
      """;

  /** Kinds of answers; one that was not asked for is dropped. Opening the model asks for two. */
  private static final int ANSWERS = 5;

  private final ChromeDriver browser = Browser.shared();
  private final NotebookPage page = new NotebookPage(browser);
  private Strikes strikes;
  private Product product;

  @BeforeAll
  void start(@TempDir Path data, @TempDir Path lessons) throws Exception {
    try (var lesson = HostileTextIT.class.getResourceAsStream("strike-back.md")) {
      Files.copy(java.util.Objects.requireNonNull(lesson), lessons.resolve(LESSON + ".md"));
    }
    Map<String, String> settings =
        Map.of("ORRERY_LESSONS", lessons.toString(), "ORRERY_CLASS", "true");
    product = Product.serve(data, settings);
  }

  @AfterAll
  void stop() throws Exception {
    browser.get("about:blank");
    product.close();
  }

  @BeforeEach
  void open() throws Exception {
    strikes = new Strikes(browser);
    page.openAsLearner(product, LESSON);
  }

  @AfterEach
  void close() {
    strikes.close();
  }

  private Wire wire() throws Exception {
    Wire wire = new Wire(product, notebook(), page.cookie());
    wire.send(new Command.Hello(0));
    return wire;
  }

  private String notebook() {
    return String.valueOf(browser.getCurrentUrl()).replaceFirst(".*/notebooks/", "");
  }

  @Test
  void aLessonsMarkupIsText() throws Exception {
    for (String part :
        List.of(
            "h1",
            "h2",
            "h3",
            ".lead",
            "p",
            "li",
            "td",
            "legend",
            ".choice",
            ".prediction",
            ".cm-content",
            ".python",
            "nav.sections")) {
      assertThat(text(part)).as(part).contains("<img src=x onerror=struck=1>");
    }
    assertThat(String.valueOf(page.script("return document.title"))).contains("<img src=x");
    press(".exercise .reveal, .exercise-part button, [data-exercise] button");
    strikes.none();

    browser.get(product.at("/").toString());
    assertThat(text(".lesson-title")).contains("<img src=x onerror=struck=1>");
    assertThat(text(".intro")).contains("<img src=x onerror=struck=1>");
    strikes.none();
    strikes.areSeen();
  }

  @Test
  void anAddressIsText() throws Exception {
    String poison = URLEncoder.encode(Strikes.MARKUP, StandardCharsets.UTF_8).replace("+", "%20");
    for (String path :
        List.of(
            "/notebooks/" + poison,
            "/lessons/" + poison,
            "/" + poison,
            "/?x=" + poison,
            "/" + poison + "?token=wrong",
            "/lessons/..%2f..%2fetc%2fpasswd",
            "/notebooks/%00%e2%80%ae")) {
      browser.get(product.at("/").resolve(path).toString());
      assertThat(text("body")).as(path).doesNotContain("Exception", "org.spring");
      strikes.none();
    }
    String unslashed = poison.replace("%2F", "");
    browser.get(product.at("/" + unslashed + "?" + product.address().getQuery()).toString());
    page.await(() -> text("body").contains("Nothing here"));
    strikes.none();
  }

  @Test
  void whatACellSaysIsText() throws Exception {
    try (Wire wire = wire()) {
      wire.run(
          "one",
          "String p = " + Strikes.SPELLED + "; System.out.print(p); System.err.print(p);\np");
      wire.run("two", failing());
      wire.run("three", "String s = <img src=x onerror=struck=1>;");
      wire.run(
          "four",
          "class Pa\u202eper { int wo\u202erd = 1; }\nvar lo\u202ess = new Pa\u202eper();\nlo\u202ess");
      wire.send(
          new Command.Edit(
              "scratch", "// \u202e\u202a\u2068\u0000 </script><img src=x onerror=struck=1>"));
      wire.run("wrong", "String answer = " + Strikes.SPELLED + ";");
    }
    page.awaitState("wrong", "ok");

    assertThat(text("[data-cell=one] .out")).contains(SHOWN);
    assertThat(text("[data-cell=one] .out.err")).contains(SHOWN);
    assertThat(text("[data-cell=one] .value code"))
        .contains("<img src=x onerror=struck=1>", "detrevni");
    assertThat(occurrences(text("[data-cell=two] .failure"), SHOWN)).isEqualTo(3);
    assertThat(text("[data-cell=wrong]")).contains("not so: </script><img src=x onerror=struck=1>");
    page.await(() -> text("[data-cell=scratch] .cm-content").contains("</script><img src=x"));
    allIsSeen();
    strikes.none();
    browser.navigate().refresh();
    page.awaitReady();
    page.awaitState("wrong", "ok");
    strikes.none();
    strikes.areSeen();
  }

  private static String failing() {
    return "throw new IllegalStateException(P, new RuntimeException(\"b\" + P, new Error(\"c\" + P)));"
        .replace("P", Strikes.SPELLED);
  }

  @Test
  void whatTheDatabaseAndTheMappingSayIsText() throws Exception {
    try (Wire wire = wire()) {
      wire.run("one", ENTITIES);
      List<JsonNode> told = wire.run("two", TABLES);
      assertThat(status(told)).as(told.toString()).isEqualTo("ok");
      wire.run("three", REFUSED);
    }
    page.awaitState("three", "failed");
    page.await(() -> text("[data-cell=two] .finding").contains("N+1"));

    String image = "<img src=x onerror=struck=1>";
    for (String part :
        List.of(".sql", ".query", ".entities", ".changes th", ".changes td", ".table-title")) {
      page.await(() -> text("[data-cell=two] " + part).contains(image) || part.equals(".query"));
    }
    assertThat(text("[data-cell=two] .sql mark")).contains("detrevni");
    assertThat(text("[data-cell=three] .failure")).contains(image);
    press("[data-cell=two] .changes whole-table button");
    page.await(() -> text("[data-cell=two] .page-of").contains("rows"));
    page.script("[...document.querySelectorAll('[data-cell=two] .explain')].at(-1).click()");
    page.await(() -> text("[data-cell=two] .plan").contains(image));
    model(image);
    allIsSeen();
    strikes.none();
    strikes.areSeen();
  }

  /** The diagram's labels are SVG. */
  private void model(String image) {
    page.script(
        "[...document.querySelectorAll('#toolbar button')].find(b => b.textContent.trim() === 'Model').click()");
    page.await(() -> text("dialog.model .diagram text").contains(image));
    page.script("document.querySelectorAll('dialog.model .model-views button')[1].click()");
    page.await(() -> text("dialog.model .model-body").contains("create table"));
    assertThat(text("dialog.model .model-body")).contains(image);
  }

  @Test
  void aForgedEventIsText() throws Exception {
    String poison = "\"><img src=x onerror=struck=1>\u202e";
    Forgery forgery = new Forgery(1, "one", poison);
    List<ObjectNode> events = forgery.events();
    Set<String> kinds =
        events.stream().map(event -> event.path("type").asString()).collect(Collectors.toSet());
    assertThat(kinds).contains("output", "step", "plan", "model", "dialects", "kernel", "fault");
    try (Wire wire = wire()) {
      wire.send(new Command.Run(0, "one", forgery.source(ordered(events), 3_000)));
      wire.until("started");
      for (int answer = 0; answer < ANSWERS - 2; answer++) {
        wire.send(new Command.Explain(1, "one", 1));
      }
      page.script(
          "[...document.querySelectorAll('#toolbar button')].find(b => b.textContent.trim() === 'Model').click()");
      wire.until("finished");
      page.await(() -> text("dialog.model").contains("<img src=x"));
      wire.run("two", "6 * 7");
    }
    page.awaitOutput("two", "42");

    assertThat(text("dialog.model .diagram text")).contains("\"><img src=x");
    for (String part :
        List.of(
            ".out",
            ".value",
            ".failure",
            ".sql",
            ".chip",
            ".flush",
            ".beneath",
            ".changes",
            ".finding")) {
      assertThat(text("[data-cell=one] " + part))
          .as(part)
          .contains("<img src=x onerror=struck=1>\\u202e");
    }
    allIsSeen();
    strikes.none();
    browser.navigate().refresh();
    page.awaitReady();
    page.awaitOutput("two", "42");
    strikes.none();
  }

  /** The end of the run at the end. */
  private static List<ObjectNode> ordered(List<ObjectNode> events) {
    return events.stream()
        .filter(event -> !event.path("type").asString().equals("finished"))
        .toList();
  }

  /** No character of the page turns others around. */
  private void allIsSeen() {
    assertThat(text("body"))
        .doesNotContainPattern("[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u001b]");
  }

  private static String status(List<JsonNode> told) {
    return told.get(told.size() - 1).path("status").asString();
  }

  private static int occurrences(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }

  private void press(String selector) {
    page.await(() -> !browser.findElements(By.cssSelector(selector)).isEmpty());
    page.script("document.querySelector(arguments[0]).click()", selector);
  }

  private String text(String selector) {
    return String.valueOf(
        page.script(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent).join(' ')",
            selector));
  }
}
