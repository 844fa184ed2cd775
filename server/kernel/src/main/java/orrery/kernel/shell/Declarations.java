package orrery.kernel.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.trace.Trace;

/** What is declared in a shell, and what of it waits for something else. */
final class Declarations {

  private final JShell shell;
  private final Snippets snippets;
  private final Map<String, Snippet> defaultImports = new HashMap<>();

  Declarations(JShell shell, Snippets snippets) {
    this.shell = shell;
    this.snippets = snippets;
  }

  /** Evaluates the default imports. */
  void importDefaults() {
    Imports.declarations()
        .flatMap(source -> shell.eval(source).stream())
        .map(event -> (ImportSnippet) event.snippet())
        .forEach(snippet -> defaultImports.put(snippet.name(), snippet));
  }

  /**
   * What an evaluated piece declared, and what else changed by it.
   *
   * @param line of the piece
   */
  List<Event.Declared> told(List<SnippetEvent> events, Command.Run run, int line) {
    return events.stream()
        .filter(event -> event.status() != Status.OVERWRITTEN)
        .filter(event -> kindOf(event.snippet()) != null)
        .map(event -> declared(event, run, line))
        .toList();
  }

  /**
   * A class of the learner's named like a default import would clash with it from now on, so the
   * import goes.
   */
  void giveWay(List<SnippetEvent> events) {
    for (SnippetEvent event : events) {
      if (event.snippet() instanceof TypeDeclSnippet type) {
        Snippet clashing = defaultImports.remove(type.name());
        if (clashing != null && shell.status(clashing).isActive()) {
          shell.drop(clashing);
        }
      }
    }
  }

  /** {@code Author waits for class Book}; empty if nothing of that name waits. */
  String waiting(String name) {
    return declarations()
        .filter(declaration -> declaration.name().equals(name))
        .filter(declaration -> shell.status(declaration).isActive())
        .filter(declaration -> shell.status(declaration) != Status.VALID)
        .map(declaration -> name + " waits for " + String.join(", ", waitsFor(declaration)))
        .collect(Collectors.joining("\n"));
  }

  /** {@code Author waits for class Book.} of each class that does. */
  List<String> waitingClasses() {
    return declarations()
        .filter(declaration -> declaration.kind() == Snippet.Kind.TYPE_DECL)
        .filter(declaration -> shell.status(declaration) == Status.RECOVERABLE_NOT_DEFINED)
        .map(one -> one.name() + " waits for " + String.join(", ", waitsFor(one)) + ".")
        .toList();
  }

  /** What must be declared before {@code snippet} can be used. */
  List<String> waitsFor(DeclarationSnippet snippet) {
    return shell.unresolvedDependencies(snippet).map(ShellNames::clean).toList();
  }

  private Stream<DeclarationSnippet> declarations() {
    return shell
        .snippets()
        .filter(DeclarationSnippet.class::isInstance)
        .map(DeclarationSnippet.class::cast);
  }

  private Event.Declared declared(SnippetEvent event, Command.Run run, int line) {
    DeclarationSnippet snippet = (DeclarationSnippet) event.snippet();
    String kind = String.valueOf(kindOf(snippet));
    List<String> waitsFor = waitsFor(snippet);
    boolean usable = event.status() == Status.VALID;
    return new Event.Declared(
        run.run(),
        run.cell(),
        event.causeSnippet() == null ? line : lineOf(snippet, run.cell(), line),
        kind,
        snippet.name(),
        usable || !waitsFor.isEmpty() ? waitsFor : List.of(kind + " " + snippet.name()),
        event.previousStatus() == Status.VALID);
  }

  /** Its own line if it stands in the running cell, else that of its cause. */
  private int lineOf(Snippet snippet, String cell, int otherwise) {
    Trace.Place place = snippets.place(snippet);
    return place != null && place.cell().equals(cell) ? place.line() : otherwise;
  }

  private static @Nullable String kindOf(Snippet snippet) {
    if (snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
      return null;
    }
    return switch (snippet.kind()) {
      case TYPE_DECL -> "class";
      case METHOD -> "method";
      case VAR -> "variable";
      default -> null;
    };
  }
}
