package orrery.kernel.shell;

import java.util.List;
import java.util.Optional;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.trace.Trace;

/** Shows the values of expressions. */
final class Display {

  private static final String TOO_SLOW = "<toString did not end within 2 seconds>";

  private final Gate gate;
  private final Values values;

  Display(Gate gate, Values values) {
    this.gate = gate;
    this.values = values;
  }

  /**
   * The value of a piece, if it is an expression that has one to show: an assignment has not.
   *
   * @param line where the piece ends
   */
  Optional<Event.Value> value(
      List<SnippetEvent> events, @Nullable Object value, Command.Run run, int line) {
    return events.stream()
        .filter(event -> event.causeSnippet() == null)
        .map(event -> typeOf(event.snippet()))
        .flatMap(Optional::stream)
        .findFirst()
        .map(type -> new Event.Value(run.run(), run.cell(), line, type, text(value)));
  }

  private static Optional<String> typeOf(Snippet snippet) {
    if (snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        && snippet instanceof VarSnippet result) {
      return Optional.of(ShellNames.clean(result.typeName()));
    }
    if (snippet.subKind() == SubKind.VAR_VALUE_SUBKIND
        && snippet instanceof ExpressionSnippet name) {
      return Optional.of(ShellNames.clean(name.typeName()));
    }
    return Optional.empty();
  }

  private String text(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    boolean ended = gate.display(() -> Trace.displaying(() -> text.append(values.render(value))));
    return ended ? text.toString() : TOO_SLOW;
  }
}
