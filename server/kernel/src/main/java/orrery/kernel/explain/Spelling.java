package orrery.kernel.explain;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Text;

/** Names and values as a learner writes them. */
final class Spelling {

  private static final int ALIKE = 3;

  private Spelling() {}

  /** {@code Author}, of whatever class name. */
  static String simple(String className) {
    return Text.simpleName(className);
  }

  /** {@code Author.books}, of the role of a collection. */
  static String role(String role) {
    int dot = role.lastIndexOf('.');
    return dot < 0 ? role : simple(role.substring(0, dot)) + role.substring(dot);
  }

  /** {@code author}. */
  static String variable(String entity) {
    return entity.substring(0, 1).toLowerCase(Locale.ROOT) + entity.substring(1);
  }

  /** {@code an Author}. */
  static String one(String entity) {
    return ("AEIOU".indexOf(Character.toUpperCase(entity.charAt(0))) >= 0 ? "an " : "a ") + entity;
  }

  /** {@code Author, Book and Prize}. */
  static String list(Collection<String> names) {
    List<String> all = List.copyOf(names);
    return all.size() < 2
        ? String.join("", all)
        : String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.get(all.size() - 1);
  }

  static String classes(Collection<String> names) {
    return names.stream().map(name -> name + ".class").collect(Collectors.joining(", "));
  }

  /** The name that {@code wrong} was most likely meant to be; null if none is alike. */
  static @Nullable String nearest(String wrong, Collection<String> names) {
    int most = Math.min(ALIKE, Math.max(1, wrong.length() / 2));
    return names.stream()
        .filter(name -> distance(wrong, name) <= most)
        .min(Comparator.comparingInt(name -> distance(wrong, name)))
        .orElse(null);
  }

  /** Letters to insert, delete or replace, whatever their case. */
  private static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
