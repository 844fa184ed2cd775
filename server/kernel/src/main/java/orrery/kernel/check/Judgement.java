package orrery.kernel.check;

/**
 * What a check came to.
 *
 * @param message for the learner; empty if it passed
 * @param detail what was expected and what came; may be empty
 */
public record Judgement(boolean passed, String message, String detail) {

  /** All that was asserted holds. */
  public static final Judgement PASSED = new Judgement(true, "", "");

  /** It does not, for a reason that has no more to tell. */
  public static Judgement failed(String message, String detail) {
    return new Judgement(false, message, detail);
  }

  /**
   * Of an assertion that does not hold.
   *
   * @param text of AssertJ: {@code [what was said of it] what was expected and what came}
   */
  public static Judgement failed(String text) {
    String stripped = text.strip();
    int end = stripped.startsWith("[") ? closing(stripped) : -1;
    return end < 0
        ? failed(stripped, "")
        : failed(stripped.substring(1, end).strip(), stripped.substring(end + 1).strip());
  }

  /** Index of the bracket that closes the first; what was said may hold pairs of them. */
  private static int closing(String text) {
    int depth = 0;
    for (int at = 0; at < text.length(); at++) {
      depth += text.charAt(at) == '[' ? 1 : text.charAt(at) == ']' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    return -1;
  }
}
