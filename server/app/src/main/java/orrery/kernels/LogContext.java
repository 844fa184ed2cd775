package orrery.kernels;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What a log line is about, besides its words: structured logs say it in fields of their own. It
 * belongs to a thread and is carried to another by {@link #around}.
 */
public final class LogContext {

  /** The field that holds the id of a notebook. */
  public static final String NOTEBOOK = "notebook";

  private final @Nullable Map<String, String> fields;

  private LogContext(@Nullable Map<String, String> fields) {
    this.fields = fields;
  }

  /** This thread's. */
  public static LogContext here() {
    return new LogContext(MDC.getCopyOfContextMap());
  }

  /** Does the work as of this notebook. */
  public static void of(String notebook, Runnable work) {
    new LogContext(Map.of(NOTEBOOK, notebook)).around(work).run();
  }

  /** The work, which whatever thread does it in this context. */
  public Runnable around(Runnable work) {
    return () -> {
      LogContext before = here();
      set();
      try {
        work.run();
      } finally {
        before.set();
      }
    };
  }

  private void set() {
    if (fields == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(fields);
    }
  }
}
