package orrery.kernel.shell;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import orrery.kernel.check.Recording;
import orrery.kernel.model.Model;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Limits;
import orrery.kernel.rows.Databases;
import orrery.kernel.trace.Trace;

/**
 * Runs cells, one after the other, and tells what happens as Events. There is one in a process: it
 * takes over standard output, standard error and logging.
 */
public final class Shell implements AutoCloseable {

  private final PrintStream processOut = System.out;
  private final PrintStream processErr = System.err;
  private final InputStream processIn = System.in;
  private final ClassLoader processLoader = Thread.currentThread().getContextClassLoader();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Shell::timerThread);

  private final Limits limits;
  private final Outbox outbox;
  private final Gate gate = new Gate(timer);
  private final RunQueue queue = new RunQueue();
  private final Snippets snippets = new Snippets();
  private final Evaluator evaluator;
  private final Judge judge;
  private final Observers observers;
  private final Answers answers;

  /**
   * Ready to run when it returns.
   *
   * @param sink takes the Events, from any thread, one at a time
   */
  public Shell(Limits limits, Consumer<Event> sink) {
    this.limits = limits;
    Recording recording = new Recording();
    this.outbox = new Outbox(recording.andThen(sink), timer, limits);
    this.evaluator = new Evaluator(limits, snippets, gate, outbox, processErr);
    this.judge = new Judge(recording, evaluator, outbox);
    Databases databases = new Databases();
    this.observers = new Observers(evaluator::variables, snippets, databases, processErr);
    this.answers =
        new Answers(new Model(evaluator::classes, evaluator::waiting), databases, processErr);
    Trace.forgetAll();
    Trace.managedClasses(this::classes);
    CellLog.install();
  }

  /** Queues a run. From any thread. */
  public void submit(Command.Run run) {
    queue.add(run);
  }

  /** Queues a question, to be answered between runs. From any thread. */
  public void submit(Command.Ask ask) {
    queue.add(ask);
  }

  /** Queues a ping: its answer says that all before it is done. From any thread. */
  public void submit(Command.Ping ping) {
    queue.add(ping);
  }

  /** Stops every run submitted so far. From any thread; the running one ends soon after. */
  public void interrupt() {
    for (Command.Run dropped : queue.interrupt(gate)) {
      outbox.emit(new Event.Finished(dropped.run(), dropped.cell(), Event.Status.INTERRUPTED, 0));
    }
  }

  /**
   * Runs the next cell on this thread, or answers the next question, after waiting for it. Must
   * always be called by the same thread, so that what code has bound to its thread is there in the
   * next cell. Whatever it throws is a fault of the kernel, whose run then never finishes: it ends
   * with the process.
   */
  public void runNext() {
    Command next = queue.take();
    takeOverProcess();
    if (next instanceof Command.Ask ask) {
      outbox.emit(answers.to(ask));
    } else if (next instanceof Command.Ping) {
      outbox.emit(new Event.Pong());
    } else if (next instanceof Command.Run run) {
      run(run);
    }
  }

  private void run(Command.Run run) {
    long start = System.nanoTime();
    Event.Status status;
    outbox.begin(run.run(), run.cell());
    judge.begin(run);
    Trace.begin(run.run(), run.cell(), limits, snippets, outbox::emit);
    observers.begin(run);
    try {
      status = evaluator.evaluate(run);
    } finally {
      observers.end(run).forEach(outbox::emit);
    }
    double millis = millisSince(start);
    boolean judged = run.check() != null;
    if (judged) {
      // A check asks for what was found, and is itself not to be looked at.
      observers.afterwards(run).forEach(outbox::emit);
    }
    outbox.finish(judge.end(run, status), millis);
    if (!judged) {
      observers.afterwards(run).forEach(outbox::emit);
    }
  }

  /** To a microsecond. */
  private static double millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1e3;
  }

  /** The classes that cells have declared, those nested in them included, newest versions only. */
  List<Class<?>> classes() {
    return evaluator.classes();
  }

  /** Cells' code may have replaced or closed any of these. */
  private void takeOverProcess() {
    System.setIn(InputStream.nullInputStream());
    System.setOut(outbox.printStream(Event.Stream.OUT));
    System.setErr(outbox.printStream(Event.Stream.ERR));
    Thread.currentThread().setContextClassLoader(evaluator.classLoader());
  }

  private static Thread timerThread(Runnable task) {
    Thread thread = new Thread(task, "orrery-timer");
    thread.setDaemon(true);
    return thread;
  }

  /** Gives back what it took over; called by the thread that ran the cells. */
  @Override
  public void close() {
    evaluator.close();
    timer.shutdownNow();
    System.setIn(processIn);
    System.setOut(processOut);
    System.setErr(processErr);
    Thread.currentThread().setContextClassLoader(processLoader);
  }
}
