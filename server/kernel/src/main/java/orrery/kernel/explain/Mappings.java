package orrery.kernel.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.engine.FetchTiming;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** The entities of the SessionFactories that are open, those of the newest first. */
final class Mappings {

  /**
   * An entity.
   *
   * @param table as the database knows it
   */
  record Entity(
      String name,
      Class<?> type,
      String table,
      boolean versioned,
      Class<?> idType,
      List<Attribute> attributes) {

    /** The attribute that is kept in this column; null if none is. */
    @Nullable Attribute ofColumn(String column) {
      return attributes.stream().filter(one -> one.isIn(column)).findFirst().orElse(null);
    }

    /** The attribute of this name; null if there is none. */
    @Nullable Attribute attribute(String name) {
      return attributes.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
    }

    Attribute id() {
      return attributes.get(0);
    }

    /** An id as code. */
    String literal(String id) {
      if (idType == String.class) {
        return '"' + id + '"';
      }
      return idType == Long.class || idType == long.class ? id + "L" : id;
    }

    List<String> names() {
      return attributes.stream().map(Attribute::name).toList();
    }
  }

  /**
   * An attribute of an entity; the first is the id.
   *
   * @param target the entity it refers to; null if none
   * @param lazy whether it is loaded when it is first used
   */
  record Attribute(
      String name, List<String> columns, Class<?> type, @Nullable String target, boolean lazy) {

    boolean isIn(String column) {
      return columns.stream().anyMatch(one -> bare(one).equalsIgnoreCase(bare(column)));
    }
  }

  private @Nullable List<Entity> entities;

  List<Entity> all() {
    if (entities == null) {
      entities = Factories.open().stream().flatMap(Mappings::of).toList();
    }
    return entities;
  }

  /** By the simple name of its class. */
  Optional<Entity> named(String name) {
    return all().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  Optional<Entity> ofTable(String table) {
    String bare = bare(table);
    return all().stream().filter(one -> bare(one.table()).equalsIgnoreCase(bare)).findFirst();
  }

  List<String> names() {
    return all().stream().map(Entity::name).distinct().sorted().toList();
  }

  /** Names of the entities that a factory knows. */
  static List<String> namesOf(SessionFactoryImplementor factory) {
    return of(factory).map(Entity::name).sorted().toList();
  }

  /** Lazy attributes to one of this entity: {@code Book.author}. */
  List<String> lazyTo(String entity) {
    return all().stream()
        .flatMap(
            one ->
                one.attributes().stream()
                    .filter(attribute -> attribute.lazy() && entity.equals(attribute.target()))
                    .map(attribute -> one.name() + "." + attribute.name()))
        .distinct()
        .toList();
  }

  /** Without schema and quotes, in lower case. */
  static String bare(String name) {
    return name.substring(name.lastIndexOf('.') + 1)
        .replaceAll("[\"`\\[\\]]", "")
        .toLowerCase(Locale.ROOT);
  }

  private static Stream<Entity> of(SessionFactoryImplementor factory) {
    List<Entity> entities = new ArrayList<>();
    factory
        .getMappingMetamodel()
        .forEachEntityDescriptor(
            descriptor -> {
              if (descriptor instanceof AbstractEntityPersister persister) {
                entities.add(entity(persister));
              }
            });
    return entities.stream();
  }

  private static Entity entity(AbstractEntityPersister persister) {
    List<Attribute> attributes = new ArrayList<>();
    Class<?> idType = persister.getIdentifierType().getReturnedClass();
    String idName = persister.getIdentifierPropertyName();
    attributes.add(
        new Attribute(
            idName == null ? "id" : idName,
            List.of(persister.getIdentifierColumnNames()),
            idType,
            null,
            false));
    String[] names = persister.getPropertyNames();
    for (int i = 0; i < names.length; i++) {
      attributes.add(attribute(persister, names[i], i));
    }
    return new Entity(
        Spelling.simple(persister.getEntityName()),
        persister.getMappedClass(),
        persister.getTableName(),
        persister.isVersioned(),
        idType,
        List.copyOf(attributes));
  }

  private static Attribute attribute(AbstractEntityPersister persister, String name, int index) {
    Type type = persister.getPropertyTypes()[index];
    String target =
        type instanceof EntityType entity
            ? Spelling.simple(entity.getAssociatedEntityName())
            : null;
    List<String> columns =
        Arrays.stream(persister.getPropertyColumnNames(index)).filter(c -> c != null).toList();
    boolean lazy =
        persister.getAttributeMapping(index).getMappedFetchOptions().getTiming()
            == FetchTiming.DELAYED;
    return new Attribute(name, columns, type.getReturnedClass(), target, lazy);
  }
}
