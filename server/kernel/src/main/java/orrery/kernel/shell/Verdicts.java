package orrery.kernel.shell;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Failure;

/** Decides whether an evaluated piece failed, and how. */
final class Verdicts {

  private static final Pattern MISSING = Pattern.compile("symbol:\\s+\\w+ (\\w+)");

  private final JShell shell;
  private final Declarations declarations;
  private final Failures failures;
  private final Gate gate;

  Verdicts(JShell shell, Declarations declarations, Failures failures, Gate gate) {
    this.shell = shell;
    this.declarations = declarations;
    this.failures = failures;
    this.gate = gate;
  }

  /** The failures of a piece; none if it compiled and ran. */
  List<Failure> failures(
      List<SnippetEvent> events, @Nullable Throwable thrown, Snippets.Origin origin) {
    List<Failure> rejected =
        events.stream()
            .filter(event -> event.causeSnippet() == null && event.status() == Status.REJECTED)
            .flatMap(event -> rejected(event, origin))
            .toList();
    if (!rejected.isEmpty() || thrown == null) {
      return rejected;
    }
    Failure failure = ofThrown(thrown, origin);
    String waiting = waitingAtRun(events);
    return List.of(waiting.isEmpty() ? failure : Failures.unresolved(failure, waiting));
  }

  /** An exception's own methods are the learner's code, and may never end. */
  private Failure ofThrown(Throwable thrown, Snippets.Origin origin) {
    AtomicReference<@Nullable Failure> told = new AtomicReference<>();
    gate.display(() -> told.set(failures.ofThrown(thrown, origin.cell())));
    Failure failure = told.get();
    return failure == null ? failures.ofMute(thrown) : failure;
  }

  /** What the code that was called waits for; empty if it was not for this that it failed. */
  private String waitingAtRun(List<SnippetEvent> events) {
    return events.stream()
        .filter(event -> event.exception() instanceof UnresolvedReferenceException)
        .map(event -> ((UnresolvedReferenceException) event.exception()).getSnippet().name())
        .map(declarations::waiting)
        .findFirst()
        .orElse("");
  }

  /** The compiler threw instead of answering. */
  Failure compilerFailure(Throwable thrown, Snippets.Origin origin) {
    String message =
        isStackOverflow(thrown)
            ? "too deeply nested for the compiler"
            : "the compiler failed: " + Failures.headline(thrown);
    return failures.compileError(message, origin, 0, 0);
  }

  private static boolean isStackOverflow(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .anyMatch(StackOverflowError.class::isInstance);
  }

  private Stream<Failure> rejected(SnippetEvent event, Snippets.Origin origin) {
    List<Diag> errors = shell.diagnostics(event.snippet()).filter(Diag::isError).toList();
    return errors.isEmpty()
        ? Stream.of(failures.compileError("this is not Java", origin, 0, 0))
        : errors.stream().map(error -> compileError(error, origin));
  }

  private Failure compileError(Diag error, Snippets.Origin origin) {
    String message = Failures.messageOf(error) + waiting(error);
    return failures.compileError(
        message, origin, (int) error.getStartPosition(), (int) error.getEndPosition());
  }

  /** Why a symbol that the learner has declared is not there yet. */
  private String waiting(Diag error) {
    Matcher missing = MISSING.matcher(error.getMessage(Locale.ENGLISH));
    String waiting = missing.find() ? declarations.waiting(missing.group(1)) : "";
    return waiting.isEmpty() ? "" : "\n" + waiting;
  }
}
