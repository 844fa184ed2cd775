package orrery.kernel.shell;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Event.Stream;
import orrery.kernel.protocol.Limits;

/**
 * The Events of runs on their way out, from whatever thread, in true order. Printed text is
 * gathered for a moment, and always goes before any other Event; what is printed between two runs
 * belongs to the next.
 */
final class Outbox {

  private record Chunk(Stream stream, StringBuilder text) {}

  private static final long GATHER_MILLIS = 30;
  private static final int GATHER_CHARS = 32_768;

  /** From one stream to the other within a moment; each makes one Event more. */
  private static final int MOST_SWITCHES = 4_096;

  private final Consumer<Event> sink;
  private final ScheduledExecutorService timer;
  private final int limit;

  private @Nullable Thread silent;
  private final Deque<Chunk> gathered = new ArrayDeque<>();
  private boolean running;
  private long run;
  private String cell = "";
  private int printed;
  private int switches;
  private long leftOut;

  Outbox(Consumer<Event> sink, ScheduledExecutorService timer, Limits limits) {
    this.sink = sink;
    this.timer = timer;
    this.limit = limits.outputChars();
  }

  /** A new standard output or error that prints here. */
  PrintStream printStream(Stream of) {
    return new PrintStream(new TextOutput(text -> print(of, text)), true, StandardCharsets.UTF_8);
  }

  synchronized void begin(long newRun, String newCell) {
    run = newRun;
    cell = newCell;
    running = true;
    sink.accept(new Event.Started(run, cell));
    flush();
    if (leftOut > 0) {
      sink.accept(new Event.Truncated(run, cell, "output", limit, 0));
    }
  }

  synchronized void emit(Event event) {
    flush();
    sink.accept(event);
  }

  /** The run's last Event, after what was printed. */
  synchronized void finish(Event.Status status, double millis) {
    flush();
    if (leftOut > 0) {
      sink.accept(new Event.Truncated(run, cell, "output", limit, leftOut));
    }
    sink.accept(new Event.Finished(run, cell, status, millis));
    running = false;
    printed = 0;
    switches = 0;
    leftOut = 0;
  }

  /** Runs {@code work}; what it prints on this thread is told to nobody. */
  void silently(Runnable work) {
    silence(Thread.currentThread());
    try {
      work.run();
    } finally {
      silence(null);
    }
  }

  private synchronized void silence(@Nullable Thread thread) {
    flush();
    silent = thread;
  }

  private synchronized void print(Stream of, String text) {
    if (Thread.currentThread() == silent) {
      return;
    }
    int room = switches == MOST_SWITCHES ? 0 : Math.min(text.length(), limit - printed);
    for (int from = 0; from < room; from += GATHER_CHARS) {
      gather(of, text.substring(from, Math.min(room, from + GATHER_CHARS)));
    }
    if (room < text.length()) {
      leaveOut(text.length() - room);
    }
  }

  private void gather(Stream of, String text) {
    if (gathered.isEmpty()) {
      timer.schedule(this::flush, GATHER_MILLIS, TimeUnit.MILLISECONDS);
    }
    Chunk last = gathered.peekLast();
    if (last == null || last.stream() != of) {
      switches += last == null ? 0 : 1;
      last = new Chunk(of, new StringBuilder());
      gathered.add(last);
    }
    last.text().append(text);
    printed += text.length();
    if (last.text().length() >= GATHER_CHARS) {
      flush();
    }
  }

  private void leaveOut(int chars) {
    if (leftOut == 0 && running) {
      emit(new Event.Truncated(run, cell, "output", limit, 0));
    }
    leftOut += chars;
  }

  private synchronized void flush() {
    while (running && !gathered.isEmpty()) {
      Chunk chunk = gathered.remove();
      String text = ShellNames.clean(chunk.text().toString());
      sink.accept(new Event.Output(run, cell, chunk.stream(), text));
    }
  }
}
