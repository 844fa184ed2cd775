package orrery.kernel.shell;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Failure;
import orrery.kernel.protocol.Limits;

/** A Shell for each test, on the test's own thread, and what came out of it. */
abstract class ShellFixture {

  final List<Event> events = new CopyOnWriteArrayList<>();
  Shell shell;
  private long runs;

  @BeforeEach
  void open() {
    open(Limits.DEFAULT);
  }

  @AfterEach
  void close() {
    shell.close();
  }

  final void open(Limits limits) {
    if (shell != null) {
      shell.close();
    }
    shell = new Shell(limits, events::add);
  }

  /** Runs a cell; {@link #events} are those of this run alone. */
  final Event.Status run(String cell, String source) {
    events.clear();
    submit(cell, source);
    shell.runNext();
    return all(Event.Finished.class).get(0).status();
  }

  final Event.Status run(String source) {
    return run("c", source);
  }

  final long submit(String cell, String source) {
    shell.submit(new Command.Run(++runs, cell, source));
    return runs;
  }

  final <E extends Event> List<E> all(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  final List<String> values() {
    return all(Event.Value.class).stream().map(Event.Value::text).toList();
  }

  final List<Failure> failures() {
    return all(Event.Failed.class).stream().map(Event.Failed::failure).toList();
  }

  /** The first failure, its cause, the cause's cause … */
  final List<Failure> causes() {
    return Stream.iterate(failures().get(0), Objects::nonNull, Failure::cause).toList();
  }

  final String printed(Event.Stream stream) {
    StringBuilder text = new StringBuilder();
    for (Event.Output output : all(Event.Output.class)) {
      if (output.stream() == stream) {
        text.append(output.text());
      }
    }
    return text.toString();
  }
}
