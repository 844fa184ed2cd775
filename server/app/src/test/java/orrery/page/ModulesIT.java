package orrery.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.chrome.ChromeDriver;

/** Runs the browser modules' own tests in the browser; each becomes a test of JUnit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModulesIT {

  private static final String RUN =
      """
      const [file, done] = arguments;
      const results = [];
      async function run() {
        const {tests} = await import("/test/" + file);
        for (const [name, test] of Object.entries(tests)) {
          try {
            await test();
            results.push([name, ""]);
          } catch (error) {
            results.push([name, String(error.stack ?? error)]);
          }
        }
      }
      run().then(() => done(results), error => done([["loads", String(error)]]));
      """;

  private final ModuleServer server;

  ModulesIT() throws IOException {
    server = new ModuleServer(Map.of("/", ModuleServer.blankPage()));
  }

  @BeforeAll
  void open() {
    Browser.shared().get(server.address());
  }

  @AfterAll
  void close() {
    server.close();
  }

  @TestFactory
  List<DynamicContainer> modules() throws IOException {
    try (Stream<Path> files = Files.list(ModuleServer.WEB.resolve("test"))) {
      List<DynamicContainer> modules =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".test.js"))
              .sorted()
              .map(name -> DynamicContainer.dynamicContainer(name, tests(name)))
              .toList();
      assertThat(modules).as("modules with tests").hasSizeGreaterThan(3);
      return modules;
    }
  }

  private static List<DynamicTest> tests(String file) {
    ChromeDriver browser = Browser.shared();
    @SuppressWarnings("unchecked")
    List<List<String>> results = (List<List<String>>) browser.executeAsyncScript(RUN, file);
    assertThat(results).as("tests of " + file).isNotNull().isNotEmpty();
    return results.stream()
        .map(result -> DynamicTest.dynamicTest(result.get(0), () -> passed(result.get(1))))
        .toList();
  }

  private static void passed(String failure) {
    assertThat(failure).isEmpty();
  }
}
