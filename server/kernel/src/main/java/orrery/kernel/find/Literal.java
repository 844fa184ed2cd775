package orrery.kernel.find;

/** String literals of Java. */
final class Literal {

  private static final String TEXT_BLOCK = "\"\"\"";

  private Literal() {}

  /** The value of a literal; empty if it is none of a string, or a broken one. */
  static String value(String literal) {
    try {
      if (literal.startsWith(TEXT_BLOCK) && literal.endsWith(TEXT_BLOCK) && literal.length() > 6) {
        String inner = literal.substring(3, literal.length() - 3);
        return inner.substring(inner.indexOf('\n') + 1).stripIndent().translateEscapes();
      }
      boolean string = literal.length() > 1 && literal.startsWith("\"") && literal.endsWith("\"");
      return string ? literal.substring(1, literal.length() - 1).translateEscapes() : "";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** A literal of that value, which has no line breaks. */
  static String of(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
