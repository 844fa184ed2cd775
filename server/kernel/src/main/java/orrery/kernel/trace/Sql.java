package orrery.kernel.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The little that the trace reads out of a statement's text: its first words. */
final class Sql {

  private static final Set<String> DDL = Set.of("create", "alter", "drop", "truncate", "comment");
  private static final Set<String> OBJECTS =
      Set.of("table", "sequence", "index", "view", "type", "domain", "schema");
  private static final Set<String> QUERIES = Set.of("select", "with", "values", "call");
  private static final int OPENING = 8;

  private Sql() {}

  static boolean isDdl(String sql) {
    return DDL.contains(words(sql).get(0));
  }

  static boolean isQuery(String sql) {
    return QUERIES.contains(words(sql).get(0));
  }

  /** {@code create table}, {@code insert}. */
  static String deed(String sql) {
    List<String> words = words(sql);
    String verb = words.get(0);
    if (!DDL.contains(verb)) {
      return verb;
    }
    return words.stream()
        .filter(OBJECTS::contains)
        .findFirst()
        .map(object -> verb + " " + object)
        .orElse(verb);
  }

  /** The first few, in lower case; at least one, which may be empty. */
  private static List<String> words(String sql) {
    String[] words = sql.replaceFirst("^[\\s(]+", "").split("[\\s(]+", OPENING);
    return Arrays.stream(words).map(word -> word.toLowerCase(Locale.ROOT)).toList();
  }
}
