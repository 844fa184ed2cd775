package orrery.kernel.explain;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import orrery.kernel.inspect.Inspector;
import orrery.kernel.inspect.Names;
import orrery.kernel.protocol.Failure;
import orrery.kernel.trace.Text;
import orrery.kernel.trace.Trace;

/** A failure that is to be explained, and what is known around it. */
final class Failed {

  private final List<Throwable> chain;
  private final Failure failure;
  private final String cell;
  private final Supplier<Names> reading;
  private final Mappings mappings = new Mappings();
  private @Nullable Names variables;

  Failed(List<Throwable> chain, Failure failure, String cell, Supplier<Names> variables) {
    this.chain = chain.stream().filter(thrown -> !isLearners(thrown)).toList();
    this.failure = failure;
    this.cell = cell;
    this.reading = variables;
  }

  /** An exception of the learner's own class may answer whatever, and is not asked. */
  private static boolean isLearners(Throwable thrown) {
    return thrown.getClass().getName().contains("$JShell$");
  }

  /** The outermost of this class. */
  <T extends Throwable> @Nullable T thrown(Class<T> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
  }

  /** The outermost of this class whose message matches; the groups are those of the message. */
  @Nullable Matcher message(Class<? extends Throwable> type, Pattern pattern) {
    return chain.stream()
        .filter(type::isInstance)
        .map(Throwable::getMessage)
        .filter(Objects::nonNull)
        .map(pattern::matcher)
        .filter(Matcher::find)
        .findFirst()
        .orElse(null);
  }

  Failure failure() {
    return failure;
  }

  Mappings mappings() {
    return mappings;
  }

  /** {@code Line 3}, or {@code Line 3, called from line 9,}, to begin a sentence. */
  String line() {
    if (failure.line() == 0) {
      return "The cell";
    }
    return "Line " + failure.line() + caller();
  }

  /** Where the line is a method's: the line at the top of the cell that led there. */
  private String caller() {
    List<Failure.Frame> own =
        failure.frames().stream().filter(frame -> frame.cell().equals(cell)).toList();
    Failure.Frame last = own.isEmpty() ? null : own.get(own.size() - 1);
    return last == null || !last.method().isEmpty() || own.get(0).method().isEmpty()
        ? ""
        : ", called from line " + last.line() + ",";
  }

  /** {@code at line 3}, with the cell where it is another. */
  String at(Trace.Place place) {
    String line = "at line " + place.line();
    return place.cell().equals(cell) ? line : line + " of cell " + place.cell();
  }

  /** The learner's variable that refers to this very object; null if none does. */
  @Nullable String variable(@Nullable Object object) {
    return object == null ? null : variables().firstOf(object);
  }

  /** What the learner's variables refer to. */
  List<Object> objects() {
    return variables().objects();
  }

  private Names variables() {
    if (variables == null) {
      variables = reading.get();
    }
    return variables;
  }

  /** The variable that refers to an object of this entity, if exactly one does; else a name. */
  String variableOf(String entity) {
    List<Object> objects =
        objects().stream()
            .filter(object -> Text.simpleName(object.getClass().getName()).equals(entity))
            .toList();
    String name = objects.size() == 1 ? variable(objects.get(0)) : null;
    return name == null ? Spelling.variable(entity) : name;
  }

  /** The variable of the open Session, if there is exactly one; else a name. */
  String session() {
    List<String> names = openSessions().map(this::variable).filter(Objects::nonNull).toList();
    return names.size() == 1 ? names.get(0) : "session";
  }

  /** The variable of the newest open SessionFactory that has one; else a name. */
  String factory() {
    return Factories.open().stream()
        .map(this::variable)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("factory");
  }

  Stream<SessionImplementor> openSessions() {
    return Inspector.openSessions().stream();
  }

  /** {@code Session s}, or {@code a Session without a variable}. */
  String name(Session session) {
    String variable = variable(session);
    return variable == null ? "a Session without a variable" : "Session " + variable;
  }

  /** Code within a transaction of its own. */
  String inTransaction(String body) {
    return factory() + ".inTransaction(session -> {\n" + body.indent(4) + "});";
  }
}
