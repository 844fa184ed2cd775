package orrery.kernel.trace;

import org.hibernate.metamodel.model.domain.EntityDomainType;
import org.hibernate.query.sqm.tree.SqmStatement;

/** Puts the names that the learner gave into what Hibernate renders of a query. */
final class EntityNames {

  private EntityNames() {}

  /** The HQL of a criteria query. */
  static String simple(SqmStatement<?> statement) {
    String hql = statement.toHqlString();
    for (EntityDomainType<?> type :
        statement.nodeBuilder().getDomainModel().getEntities().stream()
            .map(EntityDomainType.class::cast)
            .toList()) {
      hql = hql.replace(type.getHibernateEntityName(), type.getName());
    }
    return Text.withoutShellPrefix(hql);
  }
}
