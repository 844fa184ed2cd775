package orrery.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Deed;
import orrery.kernel.protocol.Event.Moment;
import orrery.kernel.protocol.SessionContents;
import orrery.kernel.protocol.SessionContents.Attribute;
import orrery.kernel.protocol.SessionContents.Entity;
import orrery.kernel.protocol.SessionContents.Pending;
import orrery.kernel.protocol.SessionContents.State;
import orrery.lesson.Block;
import orrery.lesson.Expectation;

class InspectorTextTest {

  private static final Event.Work UPDATE = new Event.Work(Deed.UPDATE, "Book", "1", null);
  private static final Event.Work TAGS =
      new Event.Work(Deed.COLLECTION_UPDATE, "Book", "1", "tags");

  @Test
  void traceInOrderAndFindingsLast() {
    Event.OfRun finding =
        new Event.Finding(
            1,
            "cell",
            5,
            Event.Pattern.N_PLUS_ONE,
            "…",
            2,
            "Author",
            "books",
            List.of(),
            List.of());
    assertThat(
            TraceText.of(
                List.of(
                    finding,
                    new Event.Transaction(1, "cell", 7, 4, 1, Event.Action.COMMIT, 0),
                    flush(3, List.of(UPDATE, TAGS)),
                    Events.sent(1, "select version()", Cause.Kind.BOOTSTRAP),
                    Events.sent(2, "select 1"))))
        .containsExactly(
            "line 1: query",
            "line 7: flush at commit: update Book 1, collection update Book 1.tags",
            "line 7: commit",
            "line 5: found n plus one, Author.books × 2");
    assertThat(TraceText.of(List.of(flush(1, List.of()))))
        .containsExactly("line 7: flush at commit: nothing to write");
  }

  private static Event.OfRun flush(long order, List<Event.Work> work) {
    return new Event.Flush(1, "cell", 7, order, order, 1, Cause.Kind.FLUSH_COMMIT, "…", 1, work, 0);
  }

  @Test
  void contextAtTheEndAndAfterALine() {
    Event.OfRun atEnd = new Event.Context(1, "cell", List.of(session(1, "9.99")), 0);
    Event.OfRun earlier = step(3, 4, session(0, null));
    Event.OfRun later = step(3, 5, session(1, "8.99"));

    assertThat(ContextText.of(List.of(earlier, later, atEnd), 0))
        .containsExactly(
            "Session s, in a transaction, 1 update waits",
            "  Book 1 managed, price 12.99 → 9.99",
            "  Author 1 not loaded");
    assertThat(ContextText.of(List.of(earlier, later, atEnd), 3))
        .element(1)
        .isEqualTo("  Book 1 managed, price 12.99 → 8.99");
    assertThat(ContextText.of(List.of(atEnd), 3)).isEmpty();
  }

  private static Event.OfRun step(int line, long order, SessionContents session) {
    return new Event.Step(1, "cell", line, order, Moment.LINE, session);
  }

  private static SessionContents session(int updates, @Nullable String price) {
    Attribute attribute =
        price == null
            ? new Attribute("price", "12.99", null)
            : new Attribute("price", price, "12.99");
    Entity book =
        new Entity("Book", "1", null, List.of(), State.MANAGED, false, List.of(attribute), 0);
    Entity author = new Entity("Author", "1", null, List.of(), State.MANAGED, true, List.of(), 0);
    return new SessionContents(
        1, "s", true, true, new Pending(0, updates, 0), List.of(book, author), 0);
  }

  @Test
  void rowsByTheirKey() {
    List<Event.Column> columns =
        List.of(
            new Event.Column("id", "bigint", true), new Event.Column("price", "numeric", false));
    List<Event.Row> rows =
        List.of(
            new Event.Row(values("1", "12.99"), values("1", null)),
            new Event.Row(values("2", "1"), values("2", "1")),
            new Event.Row(null, values("3", "1")),
            new Event.Row(values("4", "1"), null));
    assertThat(
            RowsText.of(
                List.of(
                    new Event.Rows(1, "cell", "books", 1, true, columns, rows, 0),
                    new Event.Rows(1, "cell", "authors", 1, false, columns, List.of(), 0))))
        .containsExactly(
            "books, uncommitted",
            "  1: price 12.99 → null",
            "  + 3",
            "  - 4",
            "authors: nothing changed");
  }

  private static List<@Nullable String> values(@Nullable String... values) {
    return Arrays.asList(values);
  }

  @Test
  void lessonsExpectThem() {
    List<Event.OfRun> events = List.of(flush(1, List.of(UPDATE)), Events.finished(Event.Status.OK));
    Expectation.Trace right =
        new Expectation.Trace(20, List.of("line 7: flush at commit: update Book 1"));
    Expectation.Context wrong = new Expectation.Context(30, 0, List.of("Session s"));
    Expectation.Rows none = new Expectation.Rows(40, List.of());
    Block.Cell cell =
        new Block.Cell(
            "cell", 10, "…", false, false, false, null, List.of(right, wrong, none), null);

    assertThat(Verdict.of(cell, events).mismatches())
        .containsExactly(
            new Verdict.Mismatch(
                30, "context not as expected (- expected, + came)", List.of("- Session s")));
  }
}
