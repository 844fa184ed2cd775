package orrery.kernel.explain;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.loader.MultipleBagFetchException;
import org.jspecify.annotations.Nullable;

/** Two lists were fetched in one query. */
final class Bags {

  private Bags() {}

  static @Nullable Telling several(Failed failed) {
    MultipleBagFetchException thrown = failed.thrown(MultipleBagFetchException.class);
    if (thrown == null) {
      return null;
    }
    List<String> roles = new ArrayList<>();
    thrown.getBagRoles().forEach(role -> roles.add(Spelling.role(String.valueOf(role))));
    String first = roles.get(0);
    String owner = first.substring(0, Math.max(0, first.indexOf('.')));
    String attribute = first.substring(first.lastIndexOf('.') + 1);
    String last = roles.get(roles.size() - 1);
    String alias = Spelling.variable(owner).substring(0, Math.min(1, owner.length()));
    return Telling.what(
            "%s fetched %s in one query.".formatted(failed.line(), Spelling.list(roles)))
        .why(
            "One join with both would answer each element of one list once for each of the other."
                + " A List without an order column may hold the same element twice, so Hibernate"
                + " could not tell a repeated row from a repeated element.")
        .repair(
            "Fetch one in the query, and the other in a second query of the same Session.",
            "from %s %s left join fetch %s.%s\nfrom %s %s left join fetch %s%s"
                .formatted(
                    owner,
                    alias,
                    alias,
                    attribute,
                    owner,
                    alias,
                    alias,
                    last.substring(last.lastIndexOf('.'))))
        .repair(
            "Or make one of them a Set. The query then runs, with as many rows as before.",
            "Set<…> %s = new HashSet<>();".formatted(attribute));
  }
}
