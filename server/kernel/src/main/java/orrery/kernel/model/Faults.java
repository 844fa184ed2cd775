package orrery.kernel.model;

import jakarta.persistence.Entity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What keeps classes from being a mapping, found by their annotations and told in plain words. */
final class Faults {

  /**
   * A fault.
   *
   * @param attribute to be left out; null if it is the whole class
   * @param words a sentence
   */
  record Fault(Class<?> type, @Nullable String attribute, String words) {

    boolean isOf(Class<?> other, @Nullable String name) {
      return type == other && (attribute == null || attribute.equals(name));
    }
  }

  private final List<Class<?>> classes;
  private final List<Fault> faults = new ArrayList<>();

  private Faults(List<Class<?>> classes) {
    this.classes = classes;
  }

  /** Every fault, those that follow from another one included, the others first. */
  static List<Fault> of(List<Class<?>> classes) {
    Faults found = new Faults(classes);
    found.entities().filter(type -> !found.hasId(type)).forEach(found::withoutId);
    int before;
    do {
      before = found.faults.size();
      found.entities().toList().forEach(found::associations);
    } while (found.faults.size() > before);
    return found.faults;
  }

  private Stream<Class<?>> entities() {
    return classes.stream()
        .filter(type -> type.isAnnotationPresent(Entity.class))
        .filter(type -> faults.stream().noneMatch(fault -> fault.isOf(type, null)));
  }

  private boolean hasId(Class<?> type) {
    return Member.of(type).stream().anyMatch(Member::isId);
  }

  private void withoutId(Class<?> type) {
    faults.add(
        new Fault(type, null, name(type) + " has no @Id, so its rows could not be told apart."));
  }

  private void associations(Class<?> type) {
    Set<Class<?>> entities = new HashSet<>(entities().toList());
    for (Member member : Member.of(type)) {
      boolean known = faults.stream().anyMatch(fault -> fault.isOf(type, member.name()));
      String words = known ? null : wrong(type, member, entities);
      if (words != null) {
        faults.add(new Fault(type, member.name(), words));
      }
    }
  }

  private @Nullable String wrong(Class<?> type, Member member, Set<Class<?>> entities) {
    return member.isAssociation()
        ? wrongAssociation(type, member, entities)
        : unsaidAssociation(type, member, entities);
  }

  /** Hibernate blames the class that is referred to, which is without fault. */
  private @Nullable String unsaidAssociation(Class<?> type, Member member, Set<Class<?>> entities) {
    Class<?> target = member.bareTarget();
    boolean ofFields = Member.of(type).stream().anyMatch(Member::isIdField);
    if (target == null || !ofFields || !entities.contains(target)) {
      return null;
    }
    return "%s.%s refers to %s, and no annotation says how: %s is missing."
        .formatted(
            name(type),
            member.name(),
            name(target),
            member.type() == target ? "@ManyToOne" : "@OneToMany");
  }

  private @Nullable String wrongAssociation(Class<?> type, Member member, Set<Class<?>> entities) {
    Class<?> target = member.target();
    if (target == null) {
      return null;
    }
    String attribute = name(type) + "." + member.name();
    if (!entities.contains(target)) {
      return attribute + " refers to " + name(target) + ", which is " + notYet(target);
    }
    String mappedBy = member.mappedBy();
    if (mappedBy.isEmpty() || hasAttribute(target, mappedBy)) {
      return null;
    }
    return "%s is mappedBy %s, but %s has no attribute of that name."
        .formatted(attribute, mappedBy, name(target));
  }

  private String notYet(Class<?> target) {
    boolean newer =
        classes.stream()
            .anyMatch(
                type -> type != target && type.getSimpleName().equals(target.getSimpleName()));
    if (newer) {
      return "an earlier version of that class. Restart the kernel and run the cells again.";
    }
    return target.isAnnotationPresent(Entity.class)
        ? "left out itself."
        : "no entity: it has no @Entity.";
  }

  private boolean hasAttribute(Class<?> type, String path) {
    String first = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    return faults.stream().noneMatch(fault -> fault.isOf(type, first))
        && Member.of(type).stream().anyMatch(member -> member.name().equals(first));
  }

  private static String name(Class<?> type) {
    return type.getSimpleName();
  }
}
