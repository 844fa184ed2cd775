package orrery.text;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What strangers wrote, as one line that does nothing to the terminal or page that shows it. */
public final class Printable {

  /** Characters of a line; a longer one is cut. */
  private static final int MOST = 2_000;

  /**
   * Controls, the breaks of lines and paragraphs, what turns the direction of the text around it,
   * and half a surrogate pair.
   */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028-\\u202e\\u2066-\\u2069&&[^\\t]]");

  private Printable() {}

  /** The text with each unseen character as Java would escape it, cut where it is very long. */
  public static String line(String text) {
    String cut = text.length() > MOST ? text.substring(0, MOST) + "…" : text;
    return UNSEEN.matcher(cut).replaceAll(found -> "\\" + escaped(found));
  }

  /** How the first unseen character of a line is written in Java; empty if there is none. */
  public static Optional<String> unseen(String line) {
    return UNSEEN.matcher(line).results().findFirst().map(Printable::escaped);
  }

  private static String escaped(MatchResult found) {
    return String.format(Locale.ROOT, "\\u%04x", (int) found.group().charAt(0));
  }
}
