package orrery.kernel.check;

import java.util.Locale;

/**
 * A statement that a run has sent.
 *
 * @param sql with {@code ?} for each bind parameter
 * @param line of the cell that caused it
 * @param cause one word: {@code query}, {@code lazy}, {@code load}, {@code flush}, {@code jdbc} …
 * @param why the same for a reader: {@code lazy load of Author.books}
 * @param rows read or changed; -1 if the database did not say
 * @param batch how many executions went together, 1 for a statement that went alone
 */
public record Sent(String sql, int line, String cause, String why, long rows, int batch) {

  /** The first word, in lower case: {@code select}; a query that begins with names is one too. */
  String verb() {
    String first = sql.strip().split("[\\s(]+", 2)[0].toLowerCase(Locale.ROOT);
    return first.equals("with") ? "select" : first;
  }

  /** As a failed check shows it. */
  @Override
  public String toString() {
    return "line " + line + ", " + why + ": " + sql;
  }
}
