package orrery.kernel.explain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.UnresolvableObjectException;
import org.hibernate.id.IdentifierGenerationException;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Text;

/** An id is missing, or its row is. */
final class Ids {

  private static final Pattern UNSET =
      Pattern.compile("entity '([^']+)' must be manually assigned");

  private Ids() {}

  static @Nullable Telling missing(Failed failed) {
    Matcher found = failed.message(IdentifierGenerationException.class, UNSET);
    if (found == null) {
      return null;
    }
    String entity = Spelling.simple(found.group(1));
    Mappings.Entity known = failed.mappings().named(entity).orElse(null);
    String id = known == null ? "id" : known.id().name();
    boolean text = known != null && known.idType() == String.class;
    return Telling.what(
            "%s persisted %s whose %s is null.".formatted(failed.line(), Spelling.one(entity), id))
        .why(
            "%s.%s is the id, and nothing generates it: the code has to set it before persist. The id is how the Session knows the object."
                .formatted(entity, id))
        .repair(
            "Set it before persist.",
            "%s.%s = %s;".formatted(Spelling.variable(entity), id, text ? "\"…\"" : "…"))
        .repair(
            "Or let it be generated.",
            "@Id @GeneratedValue%s\n%s %s;"
                .formatted(
                    text ? "(strategy = GenerationType.UUID)" : "",
                    known == null ? "Long" : known.idType().getSimpleName(),
                    id));
  }

  static @Nullable Telling noSuchRow(Failed failed) {
    UnresolvableObjectException thrown = failed.thrown(UnresolvableObjectException.class);
    if (thrown == null || thrown.getIdentifier() == null) {
      return null;
    }
    String entity = Spelling.simple(thrown.getEntityName());
    String id = String.valueOf(Text.of(thrown.getIdentifier()));
    String literal = failed.mappings().named(entity).map(e -> e.literal(id)).orElse(id);
    return Telling.what(
            "%s needed the row of %s %s, and there is none.".formatted(failed.line(), entity, id))
        .why(
            "The object stood for a row that was never there, or that has been deleted since:"
                + " getReference gives a proxy for any id, and asks the database only when it is"
                + " used; refresh reads again a row that was there.")
        .repair(
            "Read it with find, which answers null if there is no row.",
            "%s %s = session.find(%s.class, %s);"
                .formatted(entity, Spelling.variable(entity), entity, literal))
        .repair(
            "Or let an association be empty where the row is missing.",
            "@ManyToOne\n@NotFound(action = NotFoundAction.IGNORE)");
  }
}
