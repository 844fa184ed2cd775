package orrery.kernel.find;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.graph.spi.AppliedGraph;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.model.domain.PluralPersistentAttribute;
import org.hibernate.query.spi.AbstractCommonQueryContract;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.spi.SqmQuery;
import org.hibernate.query.sqm.tree.from.SqmAttributeJoin;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;

/**
 * A query for entities that the learner's code runs, as far as its fetching goes.
 *
 * @param hql as written
 * @param root the entity it is about, where there is but one
 * @param fetches joins that fetch
 * @param graph names of attributes that an entity graph fetches
 * @param limited whether it wants a part of the rows only
 * @param stateless whether its Session keeps nothing
 */
record Asked(
    String hql,
    SessionFactoryImplementor factory,
    @Nullable EntityMappingType root,
    List<Fetched> fetches,
    Set<String> graph,
    boolean limited,
    boolean stateless) {

  /**
   * A join that fetches.
   *
   * @param from the joins that lead there: {@code Author}, {@code Author.books}
   * @param role {@code Author.books}, of a collection with the package of its entity
   */
  record Fetched(String from, String attribute, boolean plural, String role) {

    String path() {
      return from + "." + attribute;
    }
  }

  /** What a query asks for; null if it is none of HQL or Criteria, or does not find entities. */
  static @Nullable Asked of(Object query) {
    if (!(query instanceof SqmQuery<?> sqm)
        || !(query instanceof AbstractCommonQueryContract contract)
        || !(sqm.getSqmStatement() instanceof SqmSelectStatement<?> select)
        || !(select.getQueryPart() instanceof SqmQuerySpec<?> spec)) {
      return null;
    }
    SharedSessionContractImplementor session = contract.getSession();
    List<Fetched> fetches = new ArrayList<>();
    spec.getRootList()
        .forEach(root -> collect(root, Association.name(entity(session, root)), fetches));
    QueryOptions options = sqm.getQueryOptions();
    return new Asked(
        sqm.getQueryString(),
        session.getFactory(),
        spec.getRootList().size() == 1 ? entity(session, spec.getRootList().get(0)) : null,
        List.copyOf(fetches),
        graph(options.getAppliedGraph()),
        options.hasLimit(),
        session instanceof StatelessSession);
  }

  private static EntityMappingType entity(
      SharedSessionContractImplementor session, SqmRoot<?> root) {
    return session.getFactory().getMappingMetamodel().getEntityDescriptor(root.getEntityName());
  }

  private static void collect(SqmFrom<?, ?> from, String path, List<Fetched> fetches) {
    from.visitSqmJoins(
        join -> {
          if (join instanceof SqmAttributeJoin<?, ?> attribute && attribute.isFetched()) {
            String name = attribute.getAttribute().getName();
            boolean plural = attribute.getAttribute() instanceof PluralPersistentAttribute;
            String owner = attribute.getAttribute().getDeclaringType().getTypeName();
            fetches.add(new Fetched(path, name, plural, owner + "." + name));
            collect(join, path + "." + name, fetches);
          }
        });
  }

  private static Set<String> graph(@Nullable AppliedGraph applied) {
    if (applied == null || applied.getGraph() == null) {
      return Set.of();
    }
    return applied.getGraph().getAttributeNodeList().stream()
        .map(node -> node.getAttributeDescriptor().getName())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The same query with another text. */
  Asked asking(String otherHql) {
    return new Asked(otherHql, factory, root, fetches, graph, limited, stateless);
  }

  /** The association of that name, of the entity that the query is about. */
  Optional<Association> association(String attribute) {
    return root == null ? Optional.empty() : Association.of(root, attribute);
  }

  /** Whether the query is about this entity, or one that inherits from it. */
  boolean finds(String entity) {
    for (EntityMappingType type = root; type != null; type = type.getSuperMappingType()) {
      if (Association.name(type).equals(entity)) {
        return true;
      }
    }
    return false;
  }

  /** Collections that are fetched side by side, so that their rows are paired. */
  List<Fetched> product() {
    List<Fetched> plural = fetches.stream().filter(Fetched::plural).toList();
    return plural.stream()
        .filter(
            one ->
                plural.stream()
                    .noneMatch(
                        other -> (other.path() + ".").startsWith(one.path() + ".") && other != one))
        .filter(one -> plural.stream().anyMatch(other -> other != one && !isWithin(one, other)))
        .toList();
  }

  private static boolean isWithin(Fetched one, Fetched other) {
    return one.path().startsWith(other.path() + ".") || other.path().startsWith(one.path() + ".");
  }
}
