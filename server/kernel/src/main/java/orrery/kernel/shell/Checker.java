package orrery.kernel.shell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import orrery.kernel.check.Account;
import orrery.kernel.check.Judgement;

/**
 * Judges runs by the checks of their lessons. A check is compiled as a method among the learner's
 * own declarations, so that it sees them, and dropped when it has run, so that they do not see it.
 */
final class Checker {

  /** Inherited, AssertJ's methods come before the learner's of the same name, without imports. */
  private static final String BEFORE =
      " throws Throwable { new "
          + Assertions.class.getName()
          + "() { void check() throws Throwable {\n";

  private static final String AFTER = "\n} }.check(); }";

  private final ShellWraps shellWraps = new ShellWraps();
  private final JShell shell;
  private final ClassLoader loader;
  private final Gate gate;
  private final int limit;
  private final Values values;
  private int checks;

  /**
   * @param limit characters of a message
   */
  Checker(JShell shell, ClassLoader loader, Gate gate, int limit) {
    this.shell = shell;
    this.loader = loader;
    this.gate = gate;
    this.limit = limit;
    this.values = new Values(limit);
  }

  /** Null if it was interrupted. */
  @Nullable Judgement judge(String check, Account account) {
    // A name of its own: a method of a known one would be redefined, which is slow.
    String name = "check$" + ++checks;
    String head = "void " + name + "(" + Account.class.getName() + " trace)" + BEFORE;
    List<SnippetEvent> events = shell.eval(head + check + AFTER);
    Snippet snippet = events.get(0).snippet();
    try {
      return events.get(0).status() == Status.VALID
          ? run(snippet, name, account)
          : limited(unfit(snippet, check, head.length()));
    } finally {
      shell.drop(snippet);
    }
  }

  private Judgement limited(Judgement told) {
    return new Judgement(
        told.passed(),
        ShellNames.shorten(ShellNames.clean(told.message()), limit),
        ShellNames.shorten(ShellNames.clean(told.detail()), limit));
  }

  private Judgement unfit(Snippet snippet, String check, int start) {
    List<String> missing =
        snippet instanceof DeclarationSnippet declaration
            ? shell.unresolvedDependencies(declaration).map(Checker::nameOf).toList()
            : List.of();
    return missing.isEmpty()
        ? shell
            .diagnostics(snippet)
            .filter(Diag::isError)
            .findFirst()
            .map(error -> unfit(error, check, (int) error.getStartPosition() - start))
            .orElse(Judgement.failed("The check is not Java.", ""))
        : Judgement.failed(
            "The check looks for " + joined(missing) + ", which no cell defines.", "");
  }

  private static Judgement unfit(Diag error, String check, int at) {
    String message = Failures.messageOf(error).lines().collect(Collectors.joining(" "));
    int line = CellSplitter.lineOf(check, Math.max(0, Math.min(at, check.length())));
    return Judgement.failed(
        "The check does not fit what the cells define: " + message.replaceAll(" +", " ") + ".",
        check.lines().skip(line - 1L).findFirst().orElse("").strip());
  }

  /** {@code total(int)} of {@code method total(int)}. */
  private static String nameOf(String dependency) {
    return "`" + dependency.substring(dependency.indexOf(' ') + 1) + "`";
  }

  private static String joined(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private @Nullable Judgement run(Snippet snippet, String name, Account account) {
    AtomicReference<@Nullable Judgement> judgement = new AtomicReference<>();
    Assertions.useRepresentation(new CheckRepresentation(values));
    try {
      Method method =
          loader.loadClass(shellWraps.className(snippet)).getDeclaredMethod(name, Account.class);
      method.setAccessible(true);
      gate.pass(() -> judgement.set(judged(method, account)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } finally {
      Assertions.useDefaultRepresentation();
    }
    return StopFlag.isInterrupted() ? null : judgement.get();
  }

  /** Within the gate, since an exception's message may be the learner's code. */
  private Judgement judged(Method method, Account account) {
    try {
      method.invoke(null, account);
      return Judgement.PASSED;
    } catch (InvocationTargetException e) {
      return limited(of(e.getCause() == null ? e : e.getCause()));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Judgement of(Throwable thrown) {
    return thrown instanceof AssertionError
        ? Judgement.failed(String.valueOf(thrown.getMessage()))
        : Judgement.failed(Failures.headline(thrown), "");
  }
}
