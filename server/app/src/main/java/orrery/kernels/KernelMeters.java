package orrery.kernels;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What is measured of kernels. */
final class KernelMeters {

  private final MeterRegistry registry;
  private final Timer starts;

  KernelMeters(MeterRegistry registry) {
    this.registry = registry;
    this.starts =
        Timer.builder("orrery.kernel.starts")
            .description("From the start of a kernel's process until it is ready")
            .register(registry);
  }

  /** Reads them from a supervisor from now on. */
  void watch(Supervisor supervisor) {
    gauge("orrery.kernels.running", "Kernels that are ready", supervisor, Admission::running);
    gauge("orrery.kernels.starting", "Kernels that start now", supervisor, Admission::starting);
    gauge("orrery.kernels.waiting", "Notebooks that wait for one", supervisor, Admission::waiting);
    gauge(
        "orrery.kernels.places",
        "Kernels that may run at once",
        supervisor,
        admission -> admission.rules().most());
  }

  private void gauge(
      String name, String description, Supervisor of, ToDoubleFunction<Admission> count) {
    Gauge.builder(name, of, supervisor -> count.applyAsDouble(supervisor.admission()))
        .description(description)
        .register(registry);
  }

  void started(Duration time) {
    starts.record(time);
  }

  void ended(Ending why) {
    Counter.builder("orrery.kernel.deaths")
        .description("Kernels that ended, by reason")
        .tag("reason", why.reason().name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
  }
}
