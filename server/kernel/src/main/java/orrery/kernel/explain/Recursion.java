package orrery.kernel.explain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Failure.Frame;

/** Objects that ask each other in a circle. */
final class Recursion {

  private static final Set<String> METHODS = Set.of("toString", "hashCode", "equals");

  private Recursion() {}

  static @Nullable Telling endless(Failed failed) {
    Set<String> circle = circle(failed);
    if (failed.thrown(StackOverflowError.class) == null || circle.isEmpty()) {
      return null;
    }
    String first = circle.iterator().next();
    String method = first.substring(first.lastIndexOf('.') + 1);
    List<String> classes =
        circle.stream().map(name -> name.substring(0, name.indexOf('.'))).distinct().toList();
    String owner = classes.get(classes.size() - 1);
    return Telling.what(
            circle.size() == 1
                ? first + " called itself without end."
                : Spelling.list(circle) + " called each other without end.")
        .why(
            (classes.size() == 1
                        ? "%s.%s asks itself, by what it refers to. "
                        : "The %s of each asks the other's: %s refer to each other. ")
                    .formatted(
                        classes.size() == 1 ? owner : method,
                        classes.size() == 1 ? method : Spelling.list(classes))
                + "So it went round until the stack was full. On entities that are not loaded, each"
                + " round may send SQL besides.")
        .facts(places(failed, circle))
        .repair(
            "Use only the class's own basic attributes in %s.".formatted(method),
            body(owner, method))
        .repair(
            classes.size() == 1
                ? "Or name the other objects by their ids alone."
                : "Or keep that, and leave the reference out in %s only.".formatted(classes.get(0)),
            classes.size() == 1 ? "other.getId()   // not: other" : body(classes.get(0), method));
  }

  /** The methods of the learner's that come again and again. */
  private static Set<String> circle(Failed failed) {
    return failed.failure().frames().stream()
        .map(Frame::method)
        .filter(method -> METHODS.contains(method.substring(method.lastIndexOf('.') + 1)))
        .filter(method -> method.indexOf('.') > 0)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<String> places(Failed failed, Set<String> circle) {
    return failed.failure().frames().stream()
        .filter(frame -> circle.contains(frame.method()))
        .map(frame -> "%s, cell %s, line %d".formatted(frame.method(), frame.cell(), frame.line()))
        .distinct()
        .toList();
  }

  private static String body(String owner, String method) {
    return switch (method) {
      case "toString" ->
          "@Override\npublic String toString() {\n    return \"%s \" + id;\n}".formatted(owner);
      case "hashCode" ->
          "@Override\npublic int hashCode() {\n    return %s.class.hashCode();\n}".formatted(owner);
      default ->
          "@Override\npublic boolean equals(Object other) {\n    return other instanceof %s that && id != null && id.equals(that.getId());\n}"
              .formatted(owner);
    };
  }
}
