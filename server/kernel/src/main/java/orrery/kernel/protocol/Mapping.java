package orrery.kernel.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entities, tables and what ties them.
 *
 * @param problem why the classes are no mapping yet ({@code Author.books refers to Book, which is
 *     no entity}); null if they are
 */
public record Mapping(
    List<Type> entities,
    List<Table> tables,
    List<Association> associations,
    @Nullable String problem) {

  /**
   * An entity.
   *
   * @param table its rows are in
   * @param parent the entity it extends; null if none
   */
  public record Type(
      String name, String table, @Nullable String parent, List<Attribute> attributes) {}

  /**
   * An attribute that is no association.
   *
   * @param column names, joined by a comma where there are several
   */
  public record Attribute(String name, String javaType, String column, boolean id) {}

  /** A table. */
  public record Table(String name, List<Column> columns) {}

  /**
   * A column.
   *
   * @param references {@code authors.id}, of a foreign key; else null
   */
  public record Column(
      String name,
      String type,
      boolean key,
      boolean nullable,
      boolean unique,
      @Nullable String references) {}

  /**
   * From one entity to another.
   *
   * @param attribute of {@code from}
   * @param inverse attribute of {@code to} on the other side; null if one-way
   * @param kind {@code many to one} …
   * @param owner whether {@code from} has the column, and so its side counts
   * @param fetch {@code lazy} or {@code eager}
   * @param through the foreign key's column, or the join table
   */
  public record Association(
      String from,
      String attribute,
      String to,
      @Nullable String inverse,
      String kind,
      boolean owner,
      String fetch,
      String through) {}
}
