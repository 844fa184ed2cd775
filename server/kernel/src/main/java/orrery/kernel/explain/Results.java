package orrery.kernel.explain;

import jakarta.persistence.NoResultException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A query answered with fewer or more than one. */
final class Results {

  private static final Pattern QUERY = Pattern.compile("query \\[(.*)]$", Pattern.DOTALL);
  private static final Pattern COUNT = Pattern.compile("unique result: (\\d+) results");

  private Results() {}

  static @Nullable Telling none(Failed failed) {
    if (failed.thrown(NoResultException.class) == null) {
      return null;
    }
    Matcher query = failed.message(NoResultException.class, QUERY);
    return Telling.what(failed.line() + " asked for exactly one result, and the query found none.")
        .why("getSingleResult means one row, no more and no less. No row met the conditions.")
        .fact(query == null ? null : query.group(1).strip())
        .repair("If none is all right, take null for it.", "query.getSingleResultOrNull()")
        .repair("Or ask for a list, which may be empty.", "query.getResultList()");
  }

  static @Nullable Telling several(Failed failed) {
    boolean several =
        failed.thrown(jakarta.persistence.NonUniqueResultException.class) != null
            || failed.thrown(org.hibernate.NonUniqueResultException.class) != null;
    if (!several) {
      return null;
    }
    Matcher count = failed.message(Exception.class, COUNT);
    return Telling.what(
            "%s asked for exactly one result, and the query found %s."
                .formatted(failed.line(), count == null ? "several" : count.group(1)))
        .why(
            "getSingleResult means one row, no more and no less. Which one would be the right one,"
                + " Hibernate can't know.")
        .repair("Ask for a list.", "query.getResultList()")
        .repair(
            "Or say which is the first, and take that.",
            "from … order by id   // then\nquery.setMaxResults(1).getSingleResult()");
  }
}
