package orrery.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Status;
import orrery.kernel.protocol.Failure;
import orrery.kernels.Running;

/** What a comparison runs, in which order, and what it makes of it. */
class ComparisonTest {

  private final List<String> done = new ArrayList<>();
  private final List<Event> told = new ArrayList<>();

  /** Statements that a source sends; its output is its last word. */
  private static final Map<String, Integer> STATEMENTS = Map.of("lazily same", 3, "joined same", 1);

  private final class Fake implements Running {

    private double millis = 10;

    @Override
    public List<Event.OfRun> run(String cell, String source, @Nullable String check) {
      done.add(cell + ": " + source);
      List<Event.OfRun> events = new ArrayList<>();
      for (int i = 0; i < STATEMENTS.getOrDefault(source, 1); i++) {
        events.add(statement(cell));
      }
      String last = source.substring(source.lastIndexOf(' ') + 1);
      events.add(new Event.Output(1, cell, Event.Stream.OUT, last));
      if (source.startsWith("fails")) {
        events.add(new Event.Failed(1, cell, failure()));
      }
      millis -= 2;
      events.add(new Event.Finished(1, cell, Status.OK, millis));
      return events;
    }

    @Override
    public void close() {
      done.add("closed");
    }
  }

  private static Event.Statement statement(String cell) {
    Cause cause = new Cause(Cause.Kind.QUERY, "query", null, null, null, null, null);
    return new Event.Statement(
        1, cell, 1, 1, 1, 0, "select 1", List.of(), 2, 40, 1000, cause, null, null);
  }

  private static Failure failure() {
    return new Failure(
        Failure.Kind.EXCEPTION, "a.b.Oops", "why", 1, 0, 1, 0, List.of(), 0, null, null);
  }

  private Comparison of(Event.Variant... variants) {
    return new Comparison(
        Fake::new,
        new Command.Compare(7, "c", List.of(variants)),
        List.of(new Notebook.Run(0, "a", "before")),
        (from, event) -> told.add(event));
  }

  @Test
  void eachVariantHasItsOwnKernelAndRunsThreeTimes() {
    of(new Event.Variant("lazy", "lazily same"), new Event.Variant("join fetch", "joined same"))
        .run();

    assertThat(done)
        .containsExactly(
            "a: before",
            "c: lazily same",
            "c: lazily same",
            "c: lazily same",
            "closed",
            "a: before",
            "c: joined same",
            "c: joined same",
            "c: joined same",
            "closed");
    assertThat(told)
        .containsExactly(
            new Event.Comparing(7, "c", "lazy", 1, 2),
            new Event.Comparing(7, "c", "join fetch", 2, 2),
            new Event.Compared(
                7,
                "c",
                List.of(
                    new Event.Cost("lazy", 3, 6, 120, 4, true, null),
                    new Event.Cost("join fetch", 1, 2, 40, 4, true, null))));
  }

  @Test
  void aVariantThatShowsSomethingElseOrFailsIsTold() {
    of(
            new Event.Variant("lazy", "lazily same"),
            new Event.Variant("join fetch", "joined other"),
            new Event.Variant("batch", "fails same"))
        .run();

    Event.Compared compared = (Event.Compared) told.get(told.size() - 1);
    assertThat(compared.costs())
        .extracting(Event.Cost::same, Event.Cost::failure)
        .containsExactly(tuple(true, null), tuple(false, null), tuple(false, "Oops: why"));
    assertThat(done).filteredOn("c: fails same"::equals).hasSize(1);
  }

  @Test
  void endedItTellsNoMore() {
    Comparison comparison =
        new Comparison(
            Fake::new,
            new Command.Compare(7, "c", List.of(new Event.Variant("lazy", "lazily same"))),
            List.of(),
            (from, event) -> {
              told.add(event);
              from.end();
            });
    comparison.run();

    assertThat(told).hasSize(1);
    assertThat(done).doesNotContain("c: lazily same");
  }
}
