package orrery.kernel.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Mapping;

/** Reads Hibernate's metadata into what can be told of it, up to a bound. */
final class MappingReader {

  /** Entities that are told; as many tables again may be theirs. */
  static final int MOST_ENTITIES = 60;

  private static final int MOST_ROWS = 60;

  private final Metadata metadata;
  private final List<PersistentClass> entities;

  private MappingReader(Metadata metadata, List<Class<?>> order) {
    this.metadata = metadata;
    this.entities =
        order.stream()
            .map(type -> metadata.getEntityBinding(type.getName()))
            .filter(Objects::nonNull)
            .limit(MOST_ENTITIES)
            .toList();
  }

  /**
   * What the metadata says.
   *
   * @param order of the entities
   */
  static Mapping read(Metadata metadata, List<Class<?>> order, List<String> problems) {
    MappingReader reader = new MappingReader(metadata, order);
    List<String> all = new ArrayList<>(problems);
    if (metadata.getEntityBindings().size() > MOST_ENTITIES) {
      all.add("Only " + MOST_ENTITIES + " entities are shown.");
    }
    return new Mapping(
        reader.entities.stream().map(reader::type).toList(),
        reader.tables(),
        Relations.of(metadata, reader.entities),
        all.isEmpty() ? null : String.join("\n", all));
  }

  private Mapping.Type type(PersistentClass entity) {
    PersistentClass parent = entity.getSuperclass();
    List<Mapping.Attribute> attributes = new ArrayList<>();
    Property id = parent == null ? entity.getIdentifierProperty() : null;
    if (id != null) {
      attributes.add(attribute(entity, id, true));
    }
    entity.getProperties().stream()
        .filter(property -> !property.isSynthetic() && !property.getName().startsWith("_"))
        .filter(property -> !Relations.is(property.getValue()))
        .limit(MOST_ROWS)
        .forEach(property -> attributes.add(attribute(entity, property, false)));
    return new Mapping.Type(
        entity.getJpaEntityName(),
        entity.getTable().getName(),
        parent == null ? null : parent.getJpaEntityName(),
        attributes);
  }

  private static Mapping.Attribute attribute(
      PersistentClass entity, Property property, boolean id) {
    return new Mapping.Attribute(
        property.getName(), javaType(entity, property), columns(property.getValue()), id);
  }

  private static String javaType(PersistentClass entity, Property property) {
    Class<?> type = entity.getMappedClass();
    return type == null
        ? "Object"
        : Member.of(type).stream()
            .filter(member -> member.name().equals(property.getName()))
            .findFirst()
            .map(member -> Member.written(member.type()))
            .orElse("Object");
  }

  /** Of a collection of values with the table's name, since that is another one. */
  private static String columns(Value value) {
    if (value instanceof Collection values) {
      return values.getCollectionTable().getName()
          + "."
          + Relations.names(values.getElement().getColumns());
    }
    return value instanceof Component component
        ? Relations.names(component.getColumns())
        : Relations.names(value.getColumns());
  }

  private List<Mapping.Table> tables() {
    Set<Table> tables = new LinkedHashSet<>();
    for (PersistentClass entity : entities) {
      tables.add(entity.getTable());
      entity.getJoins().stream().map(Join::getTable).forEach(tables::add);
      collections(entity).map(Collection::getCollectionTable).forEach(tables::add);
    }
    return tables.stream().filter(Table::isPhysicalTable).map(this::table).toList();
  }

  private static Stream<Collection> collections(PersistentClass entity) {
    return entity.getProperties().stream()
        .map(Property::getValue)
        .filter(Collection.class::isInstance)
        .map(Collection.class::cast);
  }

  private Mapping.Table table(Table table) {
    return new Mapping.Table(
        table.getName(),
        table.getColumns().stream().limit(MOST_ROWS).map(c -> column(table, c)).toList());
  }

  private Mapping.Column column(Table table, Column column) {
    boolean key = table.hasPrimaryKey() && table.getPrimaryKey().containsColumn(column);
    return new Mapping.Column(
        column.getName(),
        column.getSqlType(metadata),
        key,
        column.isNullable() && !key,
        isUnique(table, column),
        references(table, column));
  }

  private static boolean isUnique(Table table, Column column) {
    boolean byKey =
        table.hasPrimaryKey()
            && table.getPrimaryKey().getColumnSpan() == 1
            && table.getPrimaryKey().containsColumn(column);
    return byKey
        || column.isUnique()
        || table.getUniqueKeys().values().stream()
            .map(UniqueKey::getColumns)
            .anyMatch(columns -> columns.equals(List.of(column)));
  }

  private static @Nullable String references(Table table, Column column) {
    for (ForeignKey key : table.getForeignKeyCollection()) {
      int at = key.getColumns().indexOf(column);
      if (at >= 0 && key.getReferencedTable() != null) {
        List<Column> referenced =
            key.isReferenceToPrimaryKey()
                ? key.getReferencedTable().getPrimaryKey().getColumns()
                : key.getReferencedColumns();
        return key.getReferencedTable().getName() + "." + referenced.get(at).getName();
      }
    }
    return null;
  }
}
