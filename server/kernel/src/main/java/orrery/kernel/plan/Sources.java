package orrery.kernel.plan;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Mapping;

/** Which attribute a column of a table belongs to. */
final class Sources {

  private final Map<String, String> attributes = new HashMap<>();

  Sources(Mapping mapping) {
    for (Mapping.Association one : mapping.associations()) {
      if (one.owner()) {
        put(tableOf(mapping, one.from()), one.through(), one.from() + "." + one.attribute());
      }
    }
    for (Mapping.Type type : mapping.entities()) {
      for (Mapping.Attribute attribute : type.attributes()) {
        put(type.table(), attribute.column(), type.name() + "." + attribute.name());
      }
    }
  }

  private static String tableOf(Mapping mapping, String entity) {
    return mapping.entities().stream()
        .filter(type -> type.name().equals(entity))
        .map(Mapping.Type::table)
        .findFirst()
        .orElse("");
  }

  /** Of a collection of values the columns bring their table's name along. */
  private void put(String table, String columns, String attribute) {
    int dot = columns.lastIndexOf('.');
    String at = dot < 0 ? table : columns.substring(0, dot);
    for (String column : columns.substring(dot + 1).split(", ")) {
      attributes.putIfAbsent(key(at, column), attribute);
    }
  }

  /** {@code Author.name}; null if the column is no attribute's. */
  @Nullable String of(String table, String column) {
    return attributes.get(key(table, column));
  }

  private static String key(String table, String column) {
    return (table + "." + column).toLowerCase(Locale.ROOT);
  }
}
