package orrery.notebook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import orrery.kernel.protocol.Event.Status;

/** What is measured of notebooks. Times are the server's own: a kernel's could be forged. */
public final class NotebookMeters {

  private final MeterRegistry registry;
  private final Counter events;
  private final AtomicInteger viewers = new AtomicInteger();

  /** Measures into {@code registry}. */
  public NotebookMeters(MeterRegistry registry) {
    this.registry = registry;
    this.events =
        Counter.builder("orrery.events")
            .description("Events that notebooks have told and kept")
            .register(registry);
    Gauge.builder("orrery.viewers", viewers, AtomicInteger::get)
        .description("Browsers that show a notebook now")
        .register(registry);
  }

  void told() {
    events.increment();
  }

  void joined() {
    viewers.incrementAndGet();
  }

  void left() {
    viewers.decrementAndGet();
  }

  void finished(Status status, Duration time) {
    Timer.builder("orrery.runs")
        .description("Runs of cells that have ended, from their start, by status")
        .tag("status", status.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .record(time);
  }
}
