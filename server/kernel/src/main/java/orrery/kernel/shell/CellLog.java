package orrery.kernel.shell;

import java.util.function.Supplier;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Sends what libraries log to the cell's standard error, a line each: warnings and worse, unless
 * the learner sets the level of a logger.
 */
final class CellLog extends Handler {

  /** Whether what this thread does is none of the learner's business. */
  private static final ThreadLocal<Boolean> SILENT = ThreadLocal.withInitial(() -> false);

  private final Formatter formatter = new SimpleFormatter();

  /** Replaces the handlers of java.util.logging, and makes Hibernate log there. */
  static void install() {
    System.setProperty("org.jboss.logging.provider", "jdk");
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(new CellLog());
  }

  /** What {@code ask} answers; nothing that libraries log meanwhile on this thread is shown. */
  static <T> T silently(Supplier<T> ask) {
    SILENT.set(true);
    try {
      return ask.get();
    } finally {
      SILENT.remove();
    }
  }

  @Override
  public void publish(LogRecord logged) {
    if (SILENT.get()) {
      return;
    }
    String line = logged.getLevel() + " " + formatter.formatMessage(logged);
    if (logged.getThrown() != null) {
      line += " (" + Failures.headline(logged.getThrown()) + ")";
    }
    System.err.println(line.replaceAll("\\R\\s*", " "));
  }

  @Override
  public void flush() {
    System.err.flush();
  }

  @Override
  public void close() {
    // Standard error is not this handler's to close.
  }
}
