package orrery.kernel.explain;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.query.SyntaxException;
import org.jspecify.annotations.Nullable;

/** A query that is no HQL. */
final class Unreadable {

  /** {@code At 1:17 and token 'name', mismatched input … [from Author wher name = 'x']}. */
  private static final Pattern AT =
      Pattern.compile("At (\\d+):(\\d+) and token '(.*?)',.*?\\[(.*)]\\s*$", Pattern.DOTALL);

  private static final Pattern LAST_WORD = Pattern.compile("(\\w+)\\s*$");

  private static final List<String> WORDS =
      List.of("from", "where", "select", "order", "group", "having", "join", "fetch", "left");

  private Unreadable() {}

  static @Nullable Telling query(Failed failed) {
    Matcher found = failed.message(SyntaxException.class, AT);
    if (found == null) {
      return null;
    }
    String query = found.group(4);
    int at = index(query, Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
    String token = found.group(3);
    String mended = mended(query, at, token);
    Telling telling =
        Telling.what(
                "%s has a query that is no HQL: it can't be read from “%s” on."
                    .formatted(failed.line(), token))
            .why(
                "Up to there it is a sentence of HQL, and with that word it no longer is. The"
                    + " mistake stands there or in the word before.")
            .fact(query.substring(0, at) + "▸" + query.substring(at));
    return telling
        .repair(
            mended == null ? "Put the parts in their order." : "Most likely a word is misspelt.",
            mended == null ? "select … from … where … group by … having … order by …" : mended)
        .repair("Begin with the least, and add one part after the other.", least(query));
  }

  /** The place of a token; lines count from 1, columns from 0. */
  private static int index(String query, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = query.indexOf('\n', start) + 1;
    }
    return Math.min(query.length(), start + column);
  }

  /** With a keyword where one was nearly written. */
  private static @Nullable String mended(String query, int at, String token) {
    String keyword = keyword(token);
    if (keyword != null) {
      return query.substring(0, at)
          + keyword
          + query.substring(Math.min(query.length(), at + token.length()));
    }
    Matcher before = LAST_WORD.matcher(query.substring(0, at));
    String word = before.find() ? before.group(1) : "";
    String meant = keyword(word);
    return meant == null
        ? null
        : query.substring(0, before.start(1)) + meant + query.substring(before.end(1));
  }

  private static @Nullable String keyword(String word) {
    boolean right = word.length() < 3 || WORDS.contains(word.toLowerCase(Locale.ROOT));
    return right ? null : Spelling.nearest(word, WORDS);
  }

  private static String least(String query) {
    Matcher from = Pattern.compile("from\\s+\\w+").matcher(query);
    return from.find() ? from.group() : "from …";
  }
}
