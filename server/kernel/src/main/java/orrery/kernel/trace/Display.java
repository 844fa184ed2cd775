package orrery.kernel.trace;

/** Whether this thread is showing a result. */
final class Display {

  private static final ThreadLocal<Boolean> ON = ThreadLocal.withInitial(() -> false);

  private Display() {}

  static boolean on() {
    return ON.get();
  }

  static void of(Runnable show) {
    boolean before = ON.get();
    ON.set(true);
    try {
      show.run();
    } finally {
      ON.set(before);
    }
  }
}
