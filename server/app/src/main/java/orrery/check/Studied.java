package orrery.check;

import java.util.List;
import java.util.concurrent.TimeUnit;
import orrery.kernel.Meter;
import orrery.kernel.protocol.Event;
import orrery.kernels.Running;

/** A kernel whose cells are measured. */
final class Studied implements AutoCloseable {

  private static final int REST_MILLIS = 50;

  /** Shows the nanoseconds that the kernel's clock has counted in the run before. */
  private static final String READ_METER =
      "((long[]) System.getProperties().getOrDefault(\"%s\", new long[1]))[0]"
          .formatted(Meter.PROPERTY);

  private final Running kernel;
  private boolean well = true;
  private double millis;
  private double inspector;

  Studied(Running kernel) {
    this.kernel = kernel;
  }

  /** Runs a cell, then rests; a cell that fails is measured as well, one that dies is not. */
  void run(String cell, String source) {
    Transcript run = Transcript.of(kernel.run(cell, source));
    rest();
    Transcript meter = Transcript.of(kernel.run("meter", READ_METER));
    well &= run.status() == Event.Status.OK || run.status() == Event.Status.FAILED;
    well &= meter.status() == Event.Status.OK;
    millis = run.millis();
    inspector = well ? nanos(meter) / TimeUnit.MILLISECONDS.toNanos(1) : 0;
    rest();
  }

  private static double nanos(Transcript meter) {
    List<String> shown = meter.output();
    return Double.parseDouble(shown.get(shown.size() - 1).replaceAll("\\D", ""));
  }

  private static void rest() {
    try {
      Thread.sleep(REST_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted between two cells", e);
    }
  }

  /** Of the last cell. */
  double millis() {
    return millis;
  }

  /** What the inspector did in the last cell, in milliseconds; 0 without, or without a clock. */
  double inspector() {
    return inspector;
  }

  /** Whether every cell came to its end. */
  boolean isWell() {
    return well;
  }

  @Override
  public void close() {
    kernel.close();
  }
}
