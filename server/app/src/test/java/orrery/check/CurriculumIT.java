package orrery.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Limits;
import orrery.kernels.InKernel;
import orrery.kernels.KernelSettings;
import orrery.kernels.Kernels;
import orrery.kernels.Running;
import orrery.lesson.Block;
import orrery.lesson.Expectation;
import orrery.lesson.Lesson;
import orrery.lesson.Lessons;
import orrery.product.Product;

/**
 * Every lesson does what it says, and its exercises can be skipped: the cells between them send the
 * same statements whether they are tried in every way or not at all. Nothing costly is found in it
 * but what it announces in a {@code trace expect}, in answers that solve an exercise too.
 */
class CurriculumIT {

  private static final Path LESSONS = Path.of("..", "..", "lessons");

  private static Kernels kernels;

  @BeforeAll
  static void open() {
    kernels =
        new Kernels(
            new KernelSettings(Product.CACHE, KernelSettings.MEMORY, Limits.DEFAULT), false);
  }

  @AfterAll
  static void close() {
    kernels.close();
  }

  /**
   * Runs in a kernel of its own; keeps what each cell sent that nothing judged, and which had
   * findings though nothing judged them or the judgement was good.
   */
  private static final class Listening implements Running {

    private final Running kernel = new InKernel(kernels, InKernel.CELL_SECONDS);
    private final Map<String, List<String>> statements = new LinkedHashMap<>();
    private final Set<String> costly = new LinkedHashSet<>();

    @Override
    public List<Event.OfRun> run(String cell, String source, @Nullable String check) {
      List<Event.OfRun> events = kernel.run(cell, source, check);
      if (check == null) {
        statements.put(cell, Transcript.of(events).statements());
      }
      if (check == null
          || Transcript.each(Event.Checked.class, events).anyMatch(Event.Checked::passed)) {
        Transcript.each(Event.Finding.class, events).forEach(found -> costly.add(cell));
      }
      return events;
    }

    @Override
    public void close() {
      kernel.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> lessons() throws IOException {
    return Lessons.read(LESSONS).stream()
        .map(lesson -> DynamicTest.dynamicTest(lesson.name(), () -> isSound(lesson)));
  }

  private static void isSound(Lesson lesson) {
    CompletableFuture<Map<String, List<String>>> skipping =
        CompletableFuture.supplyAsync(() -> skippingExercises(lesson));
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(told, true, UTF_8);
    Listening kernel = new Listening();

    int status =
        new Check(() -> kernel, out, out)
            .run(List.of(LESSONS.resolve(lesson.name() + ".md").toString()));

    assertThat(status).as(told.toString(UTF_8)).isEqualTo(Check.PASSED);
    assertThat(skipping.join()).isEqualTo(kernel.statements);
    assertThat(announced(lesson)).as("announced findings").containsAll(kernel.costly);
  }

  private static Set<String> announced(Lesson lesson) {
    return lesson.cells().stream()
        .filter(cell -> cell.expectations().stream().anyMatch(CurriculumIT::announces))
        .map(Block.Cell::name)
        .collect(Collectors.toSet());
  }

  private static boolean announces(Expectation expectation) {
    return expectation instanceof Expectation.Trace trace
        && trace.lines().stream().anyMatch(line -> line.contains(": found "));
  }

  private static Map<String, List<String>> skippingExercises(Lesson lesson) {
    try (Listening kernel = new Listening()) {
      for (Block.Cell cell : lesson.cells()) {
        if (cell.exercise() == null) {
          kernel.run(cell.name(), cell.source());
        }
      }
      return kernel.statements;
    }
  }
}
