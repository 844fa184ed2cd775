package orrery.kernel.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.jspecify.annotations.Nullable;
import orrery.kernel.source.Brackets;
import orrery.kernel.source.Lexer;
import orrery.kernel.source.Token;

/** Changes the text of a query; what can't be changed for certain comes back as null. */
final class Hql {

  private static final Set<String> AFTER_FROM =
      Set.of(
          "where",
          "order",
          "group",
          "having",
          "join",
          "left",
          "right",
          "inner",
          "full",
          "cross",
          "outer",
          "fetch",
          "limit",
          "offset",
          "union",
          "intersect",
          "except",
          "on",
          "select");

  private final String text;
  private final List<Token> tokens;
  private final List<Edit> edits = new ArrayList<>();

  private Hql(String text) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  /** Whether the learner's SessionFactory understands it; it is not run. */
  static boolean compiles(Asked asked, String hql) {
    Class<?> type =
        asked.root() == null ? Object.class : asked.root().getMappedJavaType().getJavaTypeClass();
    try {
      asked.factory().getQueryEngine().getHqlTranslator().translate(hql, type);
      return true;
    } catch (HibernateException | IllegalArgumentException | IllegalStateException e) {
      return false;
    }
  }

  /** The query with {@code left join fetch a.books}, right behind the entity it is about. */
  static @Nullable String withFetch(Asked asked, Association association) {
    return asked.root() == null
        ? null
        : new Hql(folded(asked.hql())).fetching(asked.root(), association);
  }

  /** The query without the join that fetches, and without ordering by what that had fetched. */
  static @Nullable String withoutFetch(String hql, Association association) {
    return new Hql(folded(hql)).notFetching(association.attribute());
  }

  /** On one line, since its line breaks mean nothing. */
  private static String folded(String hql) {
    return hql.contains("\n") ? hql.strip().replaceAll("\\s+", " ") : hql;
  }

  private @Nullable String fetching(EntityMappingType root, Association association) {
    int entity = outer("from", 0) + 1;
    if (entity == 0 || !tokens.get(entity).isWord()) {
      return null;
    }
    int after = entity + 1;
    while (tokens.get(after).is(".")) {
      after += 2;
    }
    int alias = word(after, "as") ? after + 1 : after;
    boolean named = tokens.get(alias).isWord() && !AFTER_FROM.contains(lower(alias));
    String name = named ? tokens.get(alias).text() : unused(tokens.get(after - 1).text());
    if (!named && !qualified(root, name, after)) {
      return null;
    }
    int end = named ? alias + 1 : after;
    if (tokens.get(end).is(",")) {
      return null;
    }
    String join = association.optional() ? " left join fetch " : " join fetch ";
    int at = tokens.get(end - 1).end();
    edits.add(
        new Edit(at, at, (named ? "" : " " + name) + join + name + "." + association.attribute()));
    return Edit.all(text, edits);
  }

  /** Names of the entity's attributes get its alias, since the join brings others of their name. */
  private boolean qualified(EntityMappingType root, String alias, int from) {
    if (outer("from", 0) > 0 || words().anyMatch(at -> at >= from && word(at, "select"))) {
      return false;
    }
    Set<String> names = names(root);
    words()
        .filter(at -> at >= from && names.contains(tokens.get(at).text()))
        .filter(at -> !tokens.get(at - 1).is(".") && !tokens.get(at - 1).is(":"))
        .filter(at -> !tokens.get(at + 1).is("("))
        .forEach(at -> insert(tokens.get(at).start(), alias + "."));
    return true;
  }

  private static Set<String> names(EntityMappingType root) {
    List<String> names = new ArrayList<>();
    names.add(root.getIdentifierMapping().getAttributeName());
    root.getAttributeMappings().forEach(attribute -> names.add(attribute.getAttributeName()));
    return Set.copyOf(names);
  }

  private void insert(int at, String what) {
    edits.add(new Edit(at, at, what));
  }

  private String unused(String entity) {
    String name = entity.substring(0, 1).toLowerCase(Locale.ROOT);
    Set<String> taken =
        tokens.stream().filter(Token::isWord).map(Token::text).collect(Collectors.toSet());
    while (taken.contains(name)) {
      name += "0";
    }
    return name;
  }

  private @Nullable String notFetching(String attribute) {
    int join = fetchOf(attribute);
    if (join < 0) {
      return null;
    }
    int first = join;
    while (Set.of("left", "inner", "outer").contains(lower(first - 1))) {
      first--;
    }
    int end = join + 5;
    end += word(end, "as") ? 1 : 0;
    boolean named = tokens.get(end).isWord() && !AFTER_FROM.contains(lower(end));
    int last = named ? end : join + 4;
    edits.add(new Edit(tokens.get(first - 1).end(), tokens.get(last).end(), ""));
    if (named && !forget(tokens.get(end).text(), last + 1)) {
      return null;
    }
    return Edit.all(text, edits);
  }

  /** Index of {@code join} in {@code join fetch a.books}; -1 if there is none. */
  private int fetchOf(String attribute) {
    return words()
        .filter(at -> word(at, "join") && word(at + 1, "fetch"))
        .filter(at -> at + 4 < tokens.size() && tokens.get(at + 3).is("."))
        .filter(at -> tokens.get(at + 4).is(attribute) && !tokens.get(at + 5).is("."))
        .findFirst()
        .orElse(-1);
  }

  /** Takes the alias out of the order; false if the query speaks of it elsewhere. */
  private boolean forget(String alias, int from) {
    int order = outer("order", from);
    boolean elsewhere =
        words()
            .anyMatch(at -> tokens.get(at).is(alias) && (at >= from && (order < 0 || at < order)));
    boolean selected = words().anyMatch(at -> at < from - 1 && tokens.get(at).is(alias));
    if (elsewhere || selected) {
      return false;
    }
    if (order >= 0) {
      unorder(alias, order);
    }
    return true;
  }

  private void unorder(String alias, int order) {
    List<String> kept = new ArrayList<>();
    int start = order + 2;
    int at = start;
    for (; at < tokens.size(); at++) {
      if (tokens.get(at).is(",") || endsOrder(at)) {
        String item = text.substring(tokens.get(start).start(), tokens.get(at - 1).end());
        if (!item.matches("(?s).*\\b" + alias + "\\b.*")) {
          kept.add(item);
        }
        start = at + 1;
      }
      if (endsOrder(at)) {
        break;
      }
    }
    String items = kept.isEmpty() ? "" : " order by " + String.join(", ", kept);
    edits.add(
        new Edit(
            tokens.get(order - 1).end(),
            tokens.get(Math.min(at, tokens.size() - 1) - 1).end(),
            items));
  }

  private boolean endsOrder(int at) {
    return tokens.get(at).isEnd() || Set.of("limit", "offset", "fetch").contains(lower(at));
  }

  /** Index of a word outside of brackets; -1 if there is none. */
  private int outer(String word, int from) {
    int depth = 0;
    for (int at = from; at < tokens.size(); at++) {
      depth += Brackets.opens(tokens.get(at)) ? 1 : Brackets.closes(tokens.get(at)) ? -1 : 0;
      if (depth == 0 && word(at, word)) {
        return at;
      }
    }
    return -1;
  }

  private Stream<Integer> words() {
    return IntStream.range(0, tokens.size()).filter(at -> tokens.get(at).isWord()).boxed();
  }

  private boolean word(int at, String expected) {
    return lower(at).equals(expected);
  }

  private String lower(int at) {
    return at < 0 || at >= tokens.size() || !tokens.get(at).isWord()
        ? ""
        : tokens.get(at).text().toLowerCase(Locale.ROOT);
  }
}
