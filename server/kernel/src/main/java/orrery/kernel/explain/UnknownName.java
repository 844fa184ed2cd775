package orrery.kernel.explain;

import jakarta.persistence.Entity;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.query.SemanticException;
import org.hibernate.query.sqm.PathElementException;
import org.hibernate.query.sqm.UnknownEntityException;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Trace;

/** A query speaks of something that is not in the mapping. */
final class UnknownName {

  private static final Pattern ATTRIBUTE = Pattern.compile("attribute '([^']+)' of '([^']+)'");
  private static final Pattern ROOT = Pattern.compile("entity '([^']+)'");
  private static final Pattern PATH = Pattern.compile("path expression '([^']+)'");

  private UnknownName() {}

  static @Nullable Telling entity(Failed failed) {
    UnknownEntityException thrown = failed.thrown(UnknownEntityException.class);
    Matcher found = failed.message(UnknownEntityException.class, ROOT);
    if (thrown == null || found == null) {
      return null;
    }
    String name = Spelling.simple(found.group(1));
    return isDefined(name) ? Unregistered.forgotten(failed, name) : unknown(failed, name);
  }

  private static Telling unknown(Failed failed, String name) {
    List<String> names = failed.mappings().names();
    Mappings.Entity ofTable = failed.mappings().ofTable(name).orElse(null);
    String nearest = ofTable == null ? Spelling.nearest(name, names) : ofTable.name();
    String one = nearest != null ? nearest : names.isEmpty() ? "Entity" : names.get(0);
    return Telling.what(
            "%s has a query for %s, and there is no entity of that name."
                .formatted(failed.line(), name))
        .why(
            ofTable == null
                ? "HQL speaks of entities by the names of their classes, with capitals as in Java."
                : "HQL speaks of classes, not of tables: %s is the table of %s."
                    .formatted(name, ofTable.name()))
        .fact(names.isEmpty() ? null : "there are " + Spelling.list(names))
        .repair(
            nearest == null ? "Name one of the entities." : "Did you mean " + nearest + "?",
            "from " + one)
        .repair(
            "If the name is a table's, ask in SQL.",
            "session.createNativeQuery(\"select * from %s\", %s.class)".formatted(name, one));
  }

  static @Nullable Telling attribute(Failed failed) {
    Matcher found = failed.message(PathElementException.class, ATTRIBUTE);
    if (found == null) {
      return null;
    }
    String name = found.group(1);
    Mappings.Entity entity = failed.mappings().named(Spelling.simple(found.group(2))).orElse(null);
    return entity == null
        ? null
        : unknown(failed, name, entity.names(), entity.ofColumn(name), entity.name());
  }

  static @Nullable Telling word(Failed failed) {
    Matcher found = failed.message(SemanticException.class, PATH);
    if (found == null) {
      return null;
    }
    String name = found.group(1);
    List<String> names =
        failed.mappings().all().stream().flatMap(e -> e.names().stream()).distinct().toList();
    Mappings.Attribute ofColumn =
        failed.mappings().all().stream()
            .map(entity -> entity.ofColumn(name))
            .filter(java.util.Objects::nonNull)
            .findFirst()
            .orElse(null);
    return unknown(failed, name, names, ofColumn, null);
  }

  private static Telling unknown(
      Failed failed,
      String name,
      List<String> names,
      Mappings.@Nullable Attribute ofColumn,
      @Nullable String entity) {
    String nearest = ofColumn == null ? Spelling.nearest(name, names) : ofColumn.name();
    String owner = entity == null ? "The entity" : entity;
    return Telling.what(
            "%s has a query that asks for %s, and %s has no attribute of that name."
                .formatted(failed.line(), name, entity == null ? "its entity" : entity))
        .why(
            ofColumn == null
                ? "A query speaks of the attributes of the class, by their names in Java."
                : "HQL speaks of attributes, not of columns: the column %s is the attribute %s."
                    .formatted(name, ofColumn.name()))
        .fact(entity == null ? null : entity + " has " + Spelling.list(names))
        .repair(
            nearest == null
                ? "Use one of the attributes that there are."
                : "Did you mean " + nearest + "?",
            nearest == null ? String.join("\n", names) : nearest)
        .repair(
            "%s may lack it: add it to the class, then make the factory anew.".formatted(owner),
            "String %s;".formatted(name));
  }

  private static boolean isDefined(String name) {
    return Trace.definedClasses().stream()
        .filter(type -> Spelling.simple(type.getName()).equals(name))
        .anyMatch(type -> type.isAnnotationPresent(Entity.class));
  }
}
