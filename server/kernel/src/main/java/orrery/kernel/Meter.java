package orrery.kernel;

import java.lang.instrument.ClassDefinition;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import orrery.kernel.shell.HotSwap;

/**
 * Measures how long each run's thread is at what the inspector does. For the bench: the clock is
 * woven into every way by which the trace, Hibernate and cells' code reach the inspector, so that
 * it costs nothing where nobody measures.
 */
public final class Meter {

  /** Name of the system property whose value is a {@code long[]}: nanoseconds of the last run. */
  public static final String PROPERTY = "orrery.meter";

  /** A run begins with one of these; it is also the first that the inspector hears of it. */
  private static final Entry BEGIN = new Entry("shell.Observers", "begin");

  /** All other ways into the inspector until the run's time is taken. */
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("inspect.Inspector", "end", "context"),
          new Entry("inspect.Steps", "site", "passing", "evaluated"),
          new Entry(
              "inspect.SessionWatch",
              "completeSessionOpenEvent",
              "completeDirtyCalculationEvent",
              "completeEntityInsertEvent",
              "completeEntityUpdateEvent",
              "beginEntityDeleteEvent",
              "completeEntityDeleteEvent",
              "completeCollectionRecreateEvent",
              "completeCollectionUpdateEvent",
              "completeCollectionRemoveEvent"),
          new Entry(
              "inspect.Watched",
              "jdbcPrepareStatementStart",
              "jdbcPrepareStatementEnd",
              "jdbcExecuteStatementStart",
              "jdbcExecuteStatementEnd",
              "jdbcExecuteBatchStart",
              "jdbcExecuteBatchEnd",
              "flushStart",
              "flushEnd",
              "prePartialFlushStart",
              "partialFlushStart",
              "partialFlushEnd",
              "transactionCompletion",
              "end"),
          new Entry("trace.Flushing", "begin", "end"),
          new Entry("rows.RowWatch", "running", "completed", "released"),
          new Entry("find.Finder", "querying", "queried", "sent", "began"));

  private static final Thread RUNS = Thread.currentThread();
  private static final long[] OF_LAST_RUN = new long[1];

  private static long nanos;
  private static long since;
  private static int depth;

  private Meter() {}

  /**
   * Methods of a class of the kernel.
   *
   * @param type without {@code orrery.kernel}
   */
  private record Entry(String type, List<String> methods) {

    Entry(String type, String... methods) {
      this(type, List.of(methods));
    }

    /** The class with a clock in these methods. */
    ClassDefinition with(Class<?> clock) {
      try {
        Class<?> entered = Class.forName(Meter.class.getPackageName() + "." + type);
        return new ClassDefinition(entered, woven(entered, clock));
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }

    private byte[] woven(Class<?> entered, Class<?> clock) {
      ElementMatcher.Junction<MethodDescription> named = ElementMatchers.none();
      for (String method : methods) {
        if (declared(entered, method) == 0) {
          throw new IllegalStateException(entered + " has no " + method);
        }
        named = named.or(ElementMatchers.named(method));
      }
      return new ByteBuddy()
          .with(Implementation.Context.Disabled.Factory.INSTANCE)
          .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
          .redefine(entered)
          .visit(Advice.to(clock).on(named))
          .make()
          .getBytes();
    }

    private static long declared(Class<?> type, String name) {
      return List.of(type.getDeclaredMethods()).stream()
          .filter(method -> method.getName().equals(name))
          .count();
    }
  }

  /** From here on it measures runs on this thread. */
  static void install() {
    System.getProperties().put(PROPERTY, OF_LAST_RUN);
    HotSwap.redefine(BEGIN.with(OfRun.class));
    HotSwap.redefine(
        ENTRIES.stream().map(entry -> entry.with(Clock.class)).toArray(ClassDefinition[]::new));
  }

  /** A run begins: what was measured until now is the last one's. */
  public static void next() {
    OF_LAST_RUN[0] = nanos;
    nanos = 0;
    enter();
  }

  /** The inspector is at work, maybe within other work of its own. */
  public static void enter() {
    if (Thread.currentThread() == RUNS && depth++ == 0) {
      since = System.nanoTime();
    }
  }

  /** The work that was begun with {@link #enter} is done. */
  public static void leave() {
    if (Thread.currentThread() == RUNS && --depth == 0) {
      nanos += System.nanoTime() - since;
    }
  }

  /** Woven around a method. */
  static final class Clock {
    private Clock() {}

    @Advice.OnMethodEnter
    static void enter() {
      Meter.enter();
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit() {
      Meter.leave();
    }
  }

  /** Woven around the beginning of a run. */
  static final class OfRun {
    private OfRun() {}

    @Advice.OnMethodEnter
    static void enter() {
      Meter.next();
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit() {
      Meter.leave();
    }
  }
}
