package orrery.kernel.find;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Cause;
import orrery.kernel.source.Lexer;
import orrery.kernel.source.Token;
import orrery.kernel.trace.Heard;

/** Associations that were loaded by themselves, for rows that a query of the same run found. */
final class Singles {

  private static final String EAGER = "eager load of ";

  /** Where rows of an entity came from. */
  private record Source(Group query, EntityMappingType entity, boolean direct) {}

  private final Map<String, Source> sources = new HashMap<>();
  private final List<Single> all = new ArrayList<>();

  private Singles() {}

  static Singles in(List<Group> groups) {
    Singles singles = new Singles();
    groups.forEach(singles::take);
    return singles;
  }

  private void take(Group group) {
    Asked asked = group.asked();
    if (asked != null && asked.root() != null) {
      finds(new Source(group, asked.root(), true));
      return;
    }
    boolean eager = group.is(Cause.Kind.LOAD) && group.key().words().startsWith(EAGER);
    if ((eager || group.is(Cause.Kind.LAZY)) && group.loading() == Heard.Loading.PLAIN) {
      single(group, eager);
    }
  }

  private void finds(Source source) {
    for (EntityMappingType type = source.entity();
        type != null;
        type = type.getSuperMappingType()) {
      sources.putIfAbsent(Association.name(type), source);
    }
  }

  private void single(Group group, boolean eager) {
    Cause cause = group.cause();
    if (cause.entity() == null) {
      return;
    }
    Single single =
        cause.attribute() == null
            ? toOne(group, cause.entity(), eager)
            : collection(group, cause.entity(), cause.attribute(), eager);
    if (single != null) {
      all.add(single);
    }
  }

  private @Nullable Single collection(Group group, String entity, String attribute, boolean eager) {
    Source source = sources.get(entity);
    return source == null
        ? null
        : Association.of(source.entity(), attribute)
            .map(to -> new Single(source.query(), source.direct(), to, group, eager))
            .orElse(null);
  }

  /** The target's own associations may be loaded one by one in turn. */
  private @Nullable Single toOne(Group group, String target, boolean eager) {
    for (Source source : List.copyOf(sources.values())) {
      Optional<Association> to = Association.to(source.entity(), target);
      if (to.isPresent()) {
        entity(source, target).ifPresent(type -> finds(new Source(source.query(), type, false)));
        return new Single(source.query(), source.direct(), to.get(), group, eager);
      }
    }
    return null;
  }

  private static Optional<EntityMappingType> entity(Source source, String name) {
    Asked asked = source.query().asked();
    if (asked == null) {
      return Optional.empty();
    }
    List<EntityMappingType> found = new ArrayList<>();
    asked
        .factory()
        .getMappingMetamodel()
        .forEachEntityDescriptor(
            type -> {
              if (Association.name(type).equals(name)) {
                found.add(type);
              }
            });
    return found.stream().findFirst();
  }

  /** Whether these are loads for rows that a query of the run found. */
  boolean has(Group loads) {
    return all.stream().anyMatch(single -> single.loads() == loads);
  }

  /** Those for several rows. */
  List<Single> repeated() {
    return all.stream().filter(single -> single.loads().count() > 1).toList();
  }

  /**
   * Eager loads by a statement of their own for a single row, of an association that the cell's
   * source does not name, nor its getter. Whether other code touches the object is not known, so
   * that of a join, which costs no statement, nothing is said.
   */
  List<Single> needless(Cell cell) {
    List<String> names =
        Lexer.tokens(cell.source()).stream().map(Token::text).map(Singles::attribute).toList();
    return all.stream()
        .filter(single -> single.eager() && single.loads().count() == 1)
        .filter(single -> !names.contains(single.association().attribute()))
        .toList();
  }

  /** {@code author} of {@code getAuthor}. */
  private static String attribute(String word) {
    if (word.length() > 3 && word.startsWith("get")) {
      return Character.toLowerCase(word.charAt(3)) + word.substring(4);
    }
    return word;
  }
}
