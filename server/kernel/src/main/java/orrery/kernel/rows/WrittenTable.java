package orrery.kernel.rows;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a statement as far as the name of the table that it writes to. */
final class WrittenTable {

  /** First words of a write, and what stands between them and the table. */
  private static final Map<String, String> WRITES =
      Map.of(
          "insert", "into",
          "merge", "into",
          "replace", "into",
          "delete", "from",
          "truncate", "table",
          "update", "");

  /** Temporary tables that Hibernate keeps for bulk statements. */
  private static final String[] TEMPORARY = {"ht_", "hte_"};

  private static final String OPENING = "\"`[";
  private static final String CLOSING = "\"`]";

  private final String sql;
  private int at;

  private WrittenTable(String sql) {
    this.sql = sql;
  }

  /** The table as the statement names it, schema and quotes included; null if it writes to none. */
  static @Nullable String of(String sql) {
    if (sql.startsWith("select")) {
      return null;
    }
    WrittenTable reader = new WrittenTable(sql);
    String between = WRITES.get(reader.word());
    if (between == null || !between.isEmpty() && !between.equals(reader.word())) {
      return null;
    }
    String table = reader.name();
    return table == null || isTemporary(table) ? null : table;
  }

  /** Whether it changes what tables there are, or what they look like. */
  static boolean isDdl(String sql) {
    if (sql.startsWith("select")) {
      return false;
    }
    return switch (new WrittenTable(sql).word()) {
      case "create", "alter", "drop" -> true;
      default -> false;
    };
  }

  /** The table that a statement makes, as it names it; null if it makes none. */
  static @Nullable String created(String sql) {
    WrittenTable reader = new WrittenTable(sql);
    if (!reader.word().equals("create") || !reader.word().equals("table")) {
      return null;
    }
    String name = reader.name();
    return name != null && name.equalsIgnoreCase("if") && reader.word().equals("not")
        ? afterExists(reader)
        : name;
  }

  private static @Nullable String afterExists(WrittenTable reader) {
    return reader.word().equals("exists") ? reader.name() : null;
  }

  /** Whether a text is the name of a table and nothing more. */
  static boolean isName(String text) {
    WrittenTable reader = new WrittenTable(text);
    return text.equals(reader.name()) && reader.at == text.length();
  }

  private static boolean isTemporary(String table) {
    String name = table.substring(table.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    for (String prefix : TEMPORARY) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** In lower case; empty if something else stands here. */
  private String word() {
    skip();
    int start = at;
    while (at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at))) {
      at++;
    }
    return sql.substring(start, at).toLowerCase(Locale.ROOT);
  }

  /** Blanks and comments. */
  private void skip() {
    while (at < sql.length()) {
      if (Character.isWhitespace(sql.charAt(at))) {
        at++;
      } else if (sql.startsWith("/*", at)) {
        after("*/");
      } else if (sql.startsWith("--", at)) {
        after("\n");
      } else {
        return;
      }
    }
  }

  private void after(String end) {
    int found = sql.indexOf(end, at);
    at = found < 0 ? sql.length() : found + end.length();
  }

  private @Nullable String name() {
    skip();
    int start = at;
    while (part()) {
      if (at == sql.length() || sql.charAt(at) != '.') {
        return sql.substring(start, at);
      }
      at++;
    }
    return null;
  }

  /** Passes one part of a name. */
  private boolean part() {
    int quote = at < sql.length() ? OPENING.indexOf(sql.charAt(at)) : -1;
    if (quote >= 0) {
      int end = sql.indexOf(CLOSING.charAt(quote), at + 1);
      at = end < 0 ? sql.length() : end + 1;
      return end > 0;
    }
    return !word().isEmpty();
  }
}
