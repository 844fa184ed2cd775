package orrery.kernel.trace;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event.Via;

/** The reading of one stack, from the nearest frame outwards to the running cell's own. */
final class Walk {

  /** Hibernate's classes, by the names of what the learner takes them for. */
  private static final Map<String, String> KNOWN_AS =
      Map.of(
          "SharedSessionContract", "Session",
          "CommonQueryContract", "Query",
          "SelectionQuery", "Query",
          "PersistentBag", "List",
          "PersistentList", "List",
          "PersistentSet", "Set",
          "PersistentSortedSet", "SortedSet",
          "PersistentMap", "Map",
          "PersistentSortedMap", "SortedMap");

  private final Run run;
  private final List<Signal> signals = new ArrayList<>();
  private boolean byHibernate;
  private @Nullable StackFrame called;
  private Trace.@Nullable Place nearest;
  private Trace.@Nullable Place own;

  Walk(Run run) {
    this.run = run;
  }

  /** Takes in a frame; false if the rest of the stack can tell no more. */
  boolean goesOn(StackFrame frame) {
    String name = frame.getClassName();
    if (name.contains("$HibernateProxy")) {
      called(frame);
      return true;
    }
    if (name.startsWith("org.hibernate.") || name.startsWith("jakarta.persistence.")) {
      library(frame);
      return true;
    }
    Trace.Place place = place(frame);
    if (place == null) {
      return true;
    }
    if (nearest == null) {
      nearest = place;
    }
    if (place.cell().equals(run.cell())) {
      own = place;
      return false;
    }
    return true;
  }

  private Trace.@Nullable Place place(StackFrame frame) {
    String name = frame.getClassName();
    boolean platform = name.startsWith("java.") || name.startsWith("jdk.");
    return platform || frame.getLineNumber() <= 0
        ? null
        : run.places().of(name, frame.getLineNumber());
  }

  private void library(StackFrame frame) {
    if (nearest != null) {
      return;
    }
    byHibernate = true;
    called(frame);
    Signal signal = Signal.of(frame.getClassName(), frame.getMethodName());
    if (signal != null && !signals.contains(signal)) {
      signals.add(signal);
    }
  }

  /** The last frame before the learner's is the API that was called. */
  private void called(StackFrame frame) {
    boolean contextual = frame.getClassName().startsWith("org.hibernate.context.internal.");
    if (nearest == null && !contextual && frame.getMethodName().indexOf('$') < 0) {
      called = frame;
    }
  }

  private @Nullable String call() {
    return nearest == null || called == null
        ? null
        : api(called.getClassName()) + "." + called.getMethodName();
  }

  private static String api(String className) {
    String name =
        Text.simpleName(className)
            .replaceFirst("^(?:Abstract)?(?:Sqm)?", "")
            .replaceFirst("(?<=.)Impl$", "");
    return KNOWN_AS.getOrDefault(name, name);
  }

  Origin origin() {
    Via via =
        nearest == null || nearest.cell().equals(run.cell())
            ? null
            : new Via(nearest.cell(), nearest.line());
    int line = own == null ? run.line() : own.line();
    return new Origin(line, via, byHibernate, signals, call());
  }
}
