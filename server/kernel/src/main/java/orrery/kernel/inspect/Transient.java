package orrery.kernel.inspect;

import jakarta.persistence.Entity;
import java.util.List;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.metamodel.mapping.BasicEntityIdentifierMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.property.access.spi.Getter;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/** Instances of entity classes that no Session holds and that have no id. */
final class Transient {

  private Transient() {}

  /** Whether the object may be one: it is of a class that is annotated as an entity. */
  static boolean isEntity(Object object) {
    return !(object instanceof HibernateProxy)
        && object.getClass().isAnnotationPresent(Entity.class);
  }

  /** The same objects in the same order. */
  static boolean areSame(List<Object> some, List<Object> others) {
    if (some == others) {
      return true;
    }
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (some.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The mapping of a transient entity.
   *
   * @return null if the Session does not know its class, or it is not transient as far as known
   */
  static @Nullable EntityPersister persister(Object entity, SessionImplementor session) {
    EntityPersister persister =
        session.getFactory().getMappingMetamodel().findEntityDescriptor(entity.getClass());
    return persister == null || !hasNoId(persister, entity) || Sessions.hold(entity)
        ? null
        : persister;
  }

  /** An id of several attributes is not looked at. */
  private static boolean hasNoId(EntityPersister persister, Object entity) {
    if (!(persister.getIdentifierMapping() instanceof BasicEntityIdentifierMapping mapping)) {
      return false;
    }
    Getter getter = mapping.getPropertyAccess().getGetter();
    Object id = Fields.read(getter, mapping.getAttributeName(), entity);
    return id == null
        || getter.getReturnTypeClass().isPrimitive()
            && id instanceof Number number
            && number.longValue() == 0;
  }
}
