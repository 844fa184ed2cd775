package orrery.kernel.shell;

import java.util.regex.Pattern;

/** The names of classes as the learner wrote them. */
final class ShellNames {

  /**
   * JShell wraps the snippets with index 5 (a second version of it, or overloads 5 and 7 together)
   * in {@code REPL.$JShell$5} ({@code 5B}, {@code 5_7}); Hibernate calls its proxies {@code
   * Author$HibernateProxy$4JXkA}, newer versions without the last part.
   */
  private static final Pattern NOISE =
      Pattern.compile(
          "(?:REPL[./])?\\$JShell\\$\\d+[A-Z]*(?:_\\d+[A-Z]*)*[.$]?"
              + "|\\$HibernateProxy(?:\\$\\w+)?");

  private ShellNames() {}

  /** {@code text} without the prefixes of the shell and the suffixes of Hibernate's proxies. */
  static String clean(String text) {
    return text.indexOf('$') < 0 ? text : NOISE.matcher(text).replaceAll("");
  }

  /** {@code text}, at most {@code limit} characters and an ellipsis of it. */
  static String shorten(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit) + "…";
  }
}
