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
  private final List<StackFrame> calls = new ArrayList<>();
  private boolean byHibernate;
  private Trace.@Nullable Place nearest;
  private Trace.@Nullable Place own;

  Walk(Run run) {
    this.run = run;
  }

  /** Takes in a frame; false if the rest of the stack can tell no more. */
  boolean goesOn(StackFrame frame) {
    String name = frame.getClassName();
    if (name.startsWith("org.hibernate.") || name.startsWith("jakarta.persistence.")) {
      library(frame);
      return true;
    }
    if (name.contains("$HibernateProxy")) {
      called(frame);
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
    if (platform || !run.places().mayKnow(name)) {
      return null;
    }
    int line = frame.getLineNumber();
    return line <= 0 ? null : run.places().of(name, line);
  }

  private void library(StackFrame frame) {
    if (nearest != null) {
      return;
    }
    byHibernate = true;
    called(frame);
    Signal signal = Signal.of(frame);
    if (signal != null && !signals.contains(signal)) {
      signals.add(signal);
    }
  }

  private void called(StackFrame frame) {
    if (nearest == null) {
      calls.add(frame);
    }
  }

  /** The API that was called: the last frame before the learner's that is not of the inside. */
  private @Nullable String call() {
    for (int i = nearest == null ? -1 : calls.size() - 1; i >= 0; i--) {
      String type = calls.get(i).getClassName();
      String method = calls.get(i).getMethodName();
      if (method.indexOf('$') < 0 && !type.startsWith("org.hibernate.context.internal.")) {
        return api(type) + "." + method;
      }
    }
    return null;
  }

  private static String api(String className) {
    String name = without("Sqm", without("Abstract", Text.simpleName(className)));
    if (name.endsWith("Impl") && name.length() > "Impl".length()) {
      name = name.substring(0, name.length() - "Impl".length());
    }
    return KNOWN_AS.getOrDefault(name, name);
  }

  private static String without(String start, String name) {
    return name.startsWith(start) ? name.substring(start.length()) : name;
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
