package orrery.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Failure;
import orrery.kernels.LogContext;
import orrery.kernels.Running;

/**
 * Runs the variants of a cell, one after the other, each in a kernel of its own in which the cells
 * before it were run again. There each runs three times, as far as it can be repeated: its
 * statements, rows and bytes are those of the first time, when no variant has an advantage; its
 * time is the median.
 */
final class Comparison {

  private static final int TIMES = 3;

  private final Supplier<Running> kernels;
  private final Command.Compare compare;
  private final List<Notebook.Run> before;
  private final BiConsumer<Comparison, Event> told;
  private volatile boolean ended;
  private volatile @Nullable Running kernel;
  private @Nullable Thread thread;

  /**
   * A comparison, not begun.
   *
   * @param kernels gives a new one for each variant
   * @param before what is run first, in order
   * @param told takes {@link Event.Comparing} for each variant, and {@link Event.Compared} at the
   *     end, unless it is ended before
   */
  Comparison(
      Supplier<Running> kernels,
      Command.Compare compare,
      List<Notebook.Run> before,
      BiConsumer<Comparison, Event> told) {
    this.kernels = kernels;
    this.compare = compare;
    this.before = before;
    this.told = told;
  }

  /** Runs it to its end, in a thread of its own. */
  void start() {
    Thread runner = new Thread(LogContext.here().around(this::run), "comparison-" + compare.cell());
    runner.setDaemon(true);
    thread = runner;
    runner.start();
  }

  /** Ends it, and the kernel that runs for it or is waited for. Nothing is told from here on. */
  void end() {
    ended = true;
    if (thread != null) {
      thread.interrupt();
    }
    Running running = kernel;
    if (running != null) {
      running.close();
    }
  }

  /** Runs it to its end, in this thread. */
  void run() {
    List<Event.Cost> costs = new ArrayList<>();
    @Nullable String shown = null;
    int number = 1;
    for (Event.Variant variant : compare.variants()) {
      tell(
          new Event.Comparing(
              compare.run(),
              compare.cell(),
              variant.strategy(),
              number++,
              compare.variants().size()));
      Measured measured = measured(variant);
      if (ended) {
        return;
      }
      shown = shown == null ? measured.shown() : shown;
      costs.add(measured.cost(variant.strategy(), shown));
    }
    tell(new Event.Compared(compare.run(), compare.cell(), List.copyOf(costs)));
  }

  private void tell(Event event) {
    if (!ended) {
      told.accept(this, event);
    }
  }

  private Measured measured(Event.Variant variant) {
    try (Running running = kernels.get()) {
      kernel = running;
      if (ended) {
        return Measured.failed("ended");
      }
      for (Notebook.Run each : before) {
        running.run(each.cell(), each.source());
      }
      return measured(running, variant.source());
    } catch (RuntimeException e) {
      return Measured.failed("no kernel could be started: " + e.getMessage());
    } finally {
      kernel = null;
    }
  }

  private Measured measured(Running running, String source) {
    List<Measured> all = new ArrayList<>();
    for (int i = 0; i < TIMES && !ended; i++) {
      Measured next = Measured.of(running.run(compare.cell(), source));
      if (!all.isEmpty() && !next.isLike(all.get(0))) {
        break;
      }
      all.add(next);
      if (next.failure() != null) {
        break;
      }
    }
    return all.isEmpty() ? Measured.failed("ended") : all.get(0).taking(median(all));
  }

  private static double median(List<Measured> all) {
    List<Double> millis = all.stream().map(Measured::millis).sorted().toList();
    return millis.get((millis.size() - 1) / 2);
  }

  /**
   * What one run came to.
   *
   * @param shown printed text and values
   */
  private record Measured(
      int statements,
      long rows,
      long bytes,
      double millis,
      String shown,
      @Nullable String failure) {

    static Measured failed(String why) {
      return new Measured(0, 0, 0, 0, "", why);
    }

    static Measured of(List<Event.OfRun> events) {
      List<Event.Statement> statements = each(Event.Statement.class, events).toList();
      long beyond = each(Event.Folded.class, events).mapToLong(Event.Folded::statements).sum();
      return new Measured(
          (int) Math.min(Integer.MAX_VALUE, statements.size() + beyond),
          statements.stream().mapToLong(statement -> Math.max(0, statement.rows())).sum(),
          statements.stream().mapToLong(Event.Statement::bytes).sum(),
          each(Event.Finished.class, events).mapToDouble(Event.Finished::millis).sum(),
          shown(events),
          each(Event.Failed.class, events)
              .map(Event.Failed::failure)
              .map(Measured::words)
              .findFirst()
              .orElse(null));
    }

    private static String words(Failure failure) {
      String type = failure.type().substring(failure.type().lastIndexOf('.') + 1);
      return failure.message().isBlank() ? type : type + ": " + failure.message();
    }

    private static <E extends Event> Stream<E> each(Class<E> type, List<Event.OfRun> events) {
      return events.stream().filter(type::isInstance).map(type::cast);
    }

    private static String shown(List<Event.OfRun> events) {
      StringBuilder text = new StringBuilder();
      for (Event.OfRun event : events) {
        if (event instanceof Event.Output output) {
          text.append(output.text());
        } else if (event instanceof Event.Value value) {
          text.append("⇒ ").append(value.text()).append('\n');
        }
      }
      return text.toString();
    }

    /** Whether the same happened: then the times can be compared. */
    boolean isLike(Measured other) {
      return statements == other.statements()
          && rows == other.rows()
          && Objects.equals(failure, other.failure());
    }

    Measured taking(double otherMillis) {
      return new Measured(statements, rows, bytes, otherMillis, shown, failure);
    }

    Event.Cost cost(String strategy, String firstShown) {
      boolean same = failure == null && shown.equals(firstShown);
      return new Event.Cost(strategy, statements, rows, bytes, millis, same, failure);
    }
  }
}
