package orrery.kernel.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.OneToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Mapping.Association;

/** Reads the associations of a mapping. */
final class Relations {

  /** An association, before its other side is known; {@code mappedBy} is empty of an owner. */
  private record Side(Association association, String mappedBy) {}

  private final Metadata metadata;
  private final List<Side> sides = new ArrayList<>();

  private Relations(Metadata metadata) {
    this.metadata = metadata;
  }

  static List<Association> of(Metadata metadata, List<PersistentClass> entities) {
    Relations relations = new Relations(metadata);
    entities.forEach(
        entity -> entity.getProperties().forEach(p -> relations.property(entity, p, "")));
    return relations.sides.stream().map(relations::paired).toList();
  }

  /** Whether the attribute refers to another entity. */
  static boolean is(Value value) {
    return value instanceof ToOne
        || value instanceof Collection collection
            && (collection.getElement() instanceof ToOne
                || collection.getElement() instanceof OneToMany);
  }

  private void property(PersistentClass entity, Property property, String path) {
    String name = path + property.getName();
    Value value = property.getValue();
    if (property.isSynthetic() || property.getName().startsWith("_")) {
      return;
    }
    if (value instanceof Component component) {
      component.getProperties().forEach(inner -> property(entity, inner, name + "."));
    } else if (value instanceof ToOne one) {
      sides.add(toOne(entity, name, one));
    } else if (value instanceof Collection many && is(many)) {
      sides.add(toMany(entity, name, many));
    }
  }

  private Side toOne(PersistentClass entity, String name, ToOne one) {
    String mappedBy = one instanceof OneToOne inverse ? orEmpty(inverse.getMappedByProperty()) : "";
    boolean single = !(one instanceof ManyToOne many) || many.isLogicalOneToOne();
    return new Side(
        new Association(
            entity.getJpaEntityName(),
            name,
            entityName(one.getReferencedEntityName()),
            null,
            single ? "one to one" : "many to one",
            mappedBy.isEmpty(),
            one.isLazy() ? "lazy" : "eager",
            names(one.getColumns())),
        mappedBy);
  }

  private Side toMany(PersistentClass entity, String name, Collection many) {
    Value element = many.getElement();
    String target =
        element instanceof OneToMany rows
            ? rows.getReferencedEntityName()
            : ((ToOne) element).getReferencedEntityName();
    boolean ofOne =
        element instanceof OneToMany || element.getColumns().stream().allMatch(Column::isUnique);
    String through =
        element instanceof OneToMany
            ? names(many.getKey().getColumns())
            : many.getCollectionTable().getName();
    return new Side(
        new Association(
            entity.getJpaEntityName(),
            name,
            entityName(target),
            null,
            ofOne ? "one to many" : "many to many",
            !many.isInverse(),
            many.isLazy() ? "lazy" : "eager",
            through),
        orEmpty(many.getMappedByProperty()));
  }

  /** Tells each side of the other; the column is the owner's. */
  private Association paired(Side side) {
    Association own = side.association();
    Side other =
        sides.stream()
            .filter(one -> one != side)
            .filter(one -> isOtherSide(side, one) || isOtherSide(one, side))
            .findFirst()
            .orElse(null);
    String through = own.owner() || other == null ? own.through() : other.association().through();
    return new Association(
        own.from(),
        own.attribute(),
        own.to(),
        other == null ? null : other.association().attribute(),
        own.kind(),
        own.owner(),
        own.fetch(),
        through);
  }

  private static boolean isOtherSide(Side inverse, Side owner) {
    return inverse.mappedBy().equals(owner.association().attribute())
        && inverse.association().to().equals(owner.association().from())
        && inverse.association().from().equals(owner.association().to());
  }

  private String entityName(String entity) {
    PersistentClass target = metadata.getEntityBinding(entity);
    return target == null ? entity : target.getJpaEntityName();
  }

  static String names(List<? extends Selectable> columns) {
    return columns.stream()
        .map(column -> column instanceof Column named ? named.getName() : column.getText())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
