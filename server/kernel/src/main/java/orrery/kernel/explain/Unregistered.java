package orrery.kernel.explain;

import jakarta.persistence.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.AnnotationException;
import org.hibernate.UnknownEntityTypeException;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Trace;

/** A class was not given to the factory. */
final class Unregistered {

  private static final Pattern UNKNOWN = Pattern.compile("Unknown entity type '([^']+)'");
  private static final Pattern TARGET =
      Pattern.compile("'([^']+)' targets the type '([^']+)' which does not belong");

  private Unregistered() {}

  static @Nullable Telling entity(Failed failed) {
    Matcher found = failed.message(UnknownEntityTypeException.class, UNKNOWN);
    if (found == null) {
      return null;
    }
    String name = Spelling.simple(found.group(1));
    return isEntity(found.group(1)) ? forgotten(failed, name) : noEntity(failed, name);
  }

  /** An entity that is defined in a cell, and that no factory knows. */
  static Telling forgotten(Failed failed, String name) {
    Telling telling =
        Telling.what(
                "%s used %s, an entity that the factory does not know."
                    .formatted(failed.line(), name))
            .why(
                "A SessionFactory knows the classes that it was given when it was made, and no"
                    + " others. @Entity alone does not add one.");
    return added(telling.facts(known(failed)), failed, name);
  }

  static @Nullable Telling target(Failed failed) {
    Matcher found = failed.message(AnnotationException.class, TARGET);
    if (found == null) {
      return null;
    }
    String role = Spelling.role(found.group(1));
    String name = Spelling.simple(found.group(2));
    Telling telling =
        Telling.what(
                "%s made a factory with %s, but without %s, which %s refers to."
                    .formatted(
                        failed.line(),
                        role.substring(0, Math.max(0, role.indexOf('.'))),
                        name,
                        role))
            .why(
                "An association needs both ends: the factory has to know the table and the id of %s. A class is known if it is given to the factory%s."
                    .formatted(
                        name, isEntity(found.group(2)) ? "" : " and annotated with @Entity"));
    return added(telling, failed, name);
  }

  private static Telling added(Telling telling, Failed failed, String name) {
    List<String> classes = new ArrayList<>(failed.mappings().names());
    classes.remove(name);
    classes.add(name);
    return telling
        .repair(
            "Add the class where the factory is made, and run that cell again.",
            ".managedClasses(%s)".formatted(Spelling.classes(classes)))
        .repair(
            "Or, where it is made by a Configuration:",
            ".addAnnotatedClass(%s.class)".formatted(name));
  }

  /** What the factories know that a variable refers to. */
  private static List<String> known(Failed failed) {
    return Factories.open().stream()
        .filter(factory -> failed.variable(factory) != null)
        .map(
            factory ->
                failed.variable(factory) + " knows " + Spelling.list(Mappings.namesOf(factory)))
        .toList();
  }

  private static Telling noEntity(Failed failed, String name) {
    return Telling.what("%s used %s as an entity, which it is not.".formatted(failed.line(), name))
        .why("Hibernate keeps objects of classes that are annotated with @Entity, and only those.")
        .repair(
            "Make it an entity, and give it to the factory.",
            "@Entity\nclass %s {\n    @Id @GeneratedValue\n    Long id;\n}".formatted(name))
        .repair(
            "Or keep it as a part of an entity, in its table.",
            "@Embeddable\nclass %s { … }".formatted(name));
  }

  private static boolean isEntity(String className) {
    return Trace.definedClasses().stream()
        .filter(type -> type.getName().equals(className))
        .anyMatch(type -> type.isAnnotationPresent(Entity.class));
  }
}
