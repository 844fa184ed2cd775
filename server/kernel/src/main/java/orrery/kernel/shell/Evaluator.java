package orrery.kernel.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.jspecify.annotations.Nullable;
import orrery.kernel.check.Account;
import orrery.kernel.check.Judgement;
import orrery.kernel.explain.Explainer;
import orrery.kernel.inspect.Names;
import orrery.kernel.inspect.Steps;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Failure;
import orrery.kernel.protocol.Limits;
import orrery.kernel.trace.Trace;

/** Evaluates cells piece by piece and tells what each came to. */
final class Evaluator implements AutoCloseable {

  private final SnippetLoader loader = new SnippetLoader(Evaluator.class.getClassLoader());
  private final Snippets snippets;
  private final Outbox outbox;
  private final PrintStream log;
  private final LearnerControl control;
  private final JShell shell;
  private final Variables variables;
  private final Declarations declarations;
  private final Verdicts verdicts;
  private final Display display;
  private final Checker checker;
  private @Nullable Object value;
  private Snippets.Origin origin = new Snippets.Origin("", "", 0, 1);

  /**
   * @param log takes what the server's operator should know
   */
  Evaluator(Limits limits, Snippets snippets, Gate gate, Outbox outbox, PrintStream log) {
    this.snippets = snippets;
    this.outbox = outbox;
    this.log = log;
    control = new LearnerControl(loader, gate, this::loaded);
    shell = ShellSetup.create(control, this::installed);
    variables = new Variables(shell, loader);
    declarations = new Declarations(shell, snippets);
    declarations.importDefaults();
    Explainer explainer = new Explainer(this::variables, log);
    verdicts =
        new Verdicts(
            shell, declarations, new Failures(snippets, explainer, limits.valueChars()), gate);
    checker = new Checker(shell, loader, gate, limits.valueChars());
    display = new Display(gate, new Values(limits.valueChars()));
  }

  ClassLoader classLoader() {
    return loader;
  }

  /** Runs a cell up to its first failure. */
  Event.Status evaluate(Command.Run run) {
    String source = run.source().replace("\r\n", "\n");
    for (CellSplitter.Piece piece : CellSplitter.split(source)) {
      origin = new Snippets.Origin(run.cell(), source, piece.start(), piece.line());
      Trace.at(piece.line());
      boolean well = evaluate(run, piece);
      if (StopFlag.isInterrupted()) {
        return Event.Status.INTERRUPTED;
      }
      if (!well) {
        return Event.Status.FAILED;
      }
    }
    return Event.Status.OK;
  }

  private boolean evaluate(Command.Run run, CellSplitter.Piece piece) {
    List<SnippetEvent> events = compileAndRun(run, piece);
    Steps.evaluated();
    LearnerControl.Outcome outcome = control.takeOutcome();
    if (events == null || StopFlag.isInterrupted()) {
      return false;
    }
    List<Failure> failed = verdicts.failures(events, outcome.thrown(), origin);
    failed.forEach(failure -> fail(run, failure));
    if (!failed.isEmpty()) {
      return false;
    }
    declarations.told(events, run, piece.line()).forEach(outbox::emit);
    declarations.giveWay(events);
    display
        .value(events, outcome.value(), run, piece.endLine())
        .ifPresent(
            shown -> {
              value = outcome.value();
              outbox.emit(shown);
            });
    return true;
  }

  /** Null if the compiler itself failed, which then is told. */
  private @Nullable List<SnippetEvent> compileAndRun(Command.Run run, CellSplitter.Piece piece) {
    try {
      return shell.eval(piece.closed());
    } catch (RuntimeException | Error e) {
      log.println("the compiler failed: " + Failures.headline(e));
      fail(run, verdicts.compilerFailure(e, origin));
      return null;
    }
  }

  /** The value that was shown last since the last call; null if none was. */
  @Nullable Object takeValue() {
    Object taken = value;
    value = null;
    return taken;
  }

  /** What {@code check} says of a run that has ended; null if it was interrupted. */
  @Nullable Judgement judge(String check, Account account) {
    return checker.judge(check, account);
  }

  private void fail(Command.Run run, Failure failure) {
    outbox.emit(new Event.Failed(run.run(), run.cell(), failure));
  }

  /** Names of cells' variables, by the objects that they refer to. */
  Names variables() {
    return variables.names();
  }

  /** The classes that cells have declared, those nested in them included. */
  List<Class<?>> classes() {
    List<Class<?>> classes = new ArrayList<>();
    shell
        .types()
        .filter(type -> shell.status(type).isDefined())
        .map(snippets::className)
        .map(this::load)
        .forEach(type -> addWithNested(type, classes));
    return classes;
  }

  /** A sentence for each class that cannot be used before another is declared. */
  List<String> waiting() {
    return declarations.waitingClasses();
  }

  private Class<?> load(String className) {
    try {
      return loader.loadClass(className);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void addWithNested(Class<?> type, List<Class<?>> classes) {
    classes.add(type);
    Stream.of(type.getDeclaredClasses()).forEach(nested -> addWithNested(nested, classes));
  }

  private void loaded(String className) {
    snippets.loaded(shell, className);
  }

  private String installed(Snippet snippet, int number) {
    snippets.declared(shell, snippet, origin);
    return Integer.toString(number);
  }

  @Override
  public void close() {
    shell.close();
  }
}
