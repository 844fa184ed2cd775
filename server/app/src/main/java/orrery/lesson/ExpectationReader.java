package orrery.lesson;

import java.util.ArrayList;
import java.util.List;

/** Reads the text of a fence that says {@code expect}. */
final class ExpectationReader {

  private ExpectationReader() {}

  static Expectation.Output output(Fence fence) {
    return new Expectation.Output(fence.textLine(), fence.text());
  }

  /** Statements end with a semicolon at a line's end, a blank line, or a line {@code …}. */
  static Expectation.Sql sql(Fence fence) {
    List<String> statements = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : fence.text().lines().map(String::strip).toList()) {
      if (line.equals(Expectation.ANY)) {
        close(open, statements);
        statements.add(Expectation.ANY);
      } else if (line.endsWith(";")) {
        open.append(line, 0, line.length() - 1);
        close(open, statements);
      } else if (line.isEmpty()) {
        close(open, statements);
      } else {
        open.append(line).append('\n');
      }
    }
    close(open, statements);
    return new Expectation.Sql(fence.textLine(), statements);
  }

  private static void close(StringBuilder open, List<String> statements) {
    if (!open.isEmpty()) {
      statements.add(Expectation.Sql.fold(open.toString()));
      open.setLength(0);
    }
  }

  static Expectation.Trace trace(Fence fence) {
    return new Expectation.Trace(fence.textLine(), lines(fence));
  }

  static Expectation.Context context(Fence fence) {
    return new Expectation.Context(fence.textLine(), fence.atLine(), lines(fence));
  }

  static Expectation.Rows rows(Fence fence) {
    return new Expectation.Rows(fence.textLine(), lines(fence));
  }

  private static List<String> lines(Fence fence) {
    return fence.text().lines().map(String::stripTrailing).toList();
  }

  /** The class name, and after a colon a part of the message. */
  static Expectation.Error error(Fence fence) {
    return error(fence.textLine(), fence.text());
  }

  static Expectation.Error error(int line, String text) {
    String[] parts = text.strip().split(":", 2);
    return new Expectation.Error(line, parts[0].strip(), parts.length == 1 ? "" : parts[1].strip());
  }
}
