package orrery.kernel.find;

import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.engine.FetchTiming;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import orrery.kernel.trace.Text;

/**
 * An attribute of an entity that leads to other rows.
 *
 * @param owner simple name of the entity that a query finds
 * @param plural whether it is a collection
 * @param optional whether there may be nothing at its end
 * @param eager whether the mapping wants it at once
 */
record Association(
    String owner, String attribute, boolean plural, boolean optional, boolean eager) {

  /** {@code Author.books}. */
  String path() {
    return owner + "." + attribute;
  }

  /** The attribute of that name. */
  static Optional<Association> of(EntityMappingType owner, String attribute) {
    return all(owner).filter(each -> each.attribute().equals(attribute)).findFirst();
  }

  /** The only attribute, not a collection, that leads to an entity; empty if there are several. */
  static Optional<Association> to(EntityMappingType owner, String entity) {
    var found =
        attributes(owner)
            .filter(ToOneAttributeMapping.class::isInstance)
            .map(ToOneAttributeMapping.class::cast)
            .filter(each -> name(each.getAssociatedEntityMappingType()).equals(entity))
            .toList();
    return found.size() == 1 ? Optional.of(of(owner, found.get(0))) : Optional.empty();
  }

  private static Stream<Association> all(EntityMappingType owner) {
    return attributes(owner).map(attribute -> of(owner, attribute));
  }

  private static Stream<AttributeMapping> attributes(EntityMappingType owner) {
    Stream.Builder<AttributeMapping> all = Stream.builder();
    owner.getAttributeMappings().forEach(all::add);
    return all.build()
        .filter(
            attribute ->
                attribute instanceof PluralAttributeMapping
                    || attribute instanceof ToOneAttributeMapping);
  }

  private static Association of(EntityMappingType owner, AttributeMapping attribute) {
    boolean plural = attribute instanceof PluralAttributeMapping;
    boolean optional = !(attribute instanceof ToOneAttributeMapping one) || one.isNullable();
    boolean eager = attribute.getMappedFetchOptions().getTiming() == FetchTiming.IMMEDIATE;
    return new Association(name(owner), attribute.getAttributeName(), plural, optional, eager);
  }

  static String name(EntityMappingType entity) {
    return Text.simpleName(entity.getEntityName());
  }
}
