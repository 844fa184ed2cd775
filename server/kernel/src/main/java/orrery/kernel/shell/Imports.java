package orrery.kernel.shell;

import java.util.List;
import java.util.stream.Stream;

/**
 * What cells need not import: what JShell itself imports at its start, the annotations and types of
 * Jakarta Persistence, and single types of Hibernate, since both packages have a {@code Version}
 * and a {@code Cache}. Names that exist in both stay those of Jakarta Persistence.
 */
final class Imports {

  private static final List<String> PACKAGES =
      List.of(
          "java.io",
          "java.math",
          "java.net",
          "java.nio.file",
          "java.util",
          "java.util.concurrent",
          "java.util.function",
          "java.util.prefs",
          "java.util.regex",
          "java.util.stream",
          "jakarta.persistence");

  private static final List<String> TYPES =
      List.of(
          "org.hibernate.Session",
          "org.hibernate.SessionFactory",
          "org.hibernate.StatelessSession",
          "org.hibernate.Transaction",
          "org.hibernate.Hibernate",
          "org.hibernate.HibernateException",
          "org.hibernate.LazyInitializationException",
          "org.hibernate.MappingException",
          "org.hibernate.NonUniqueObjectException",
          "org.hibernate.PropertyValueException",
          "org.hibernate.StaleObjectStateException",
          "org.hibernate.TransientObjectException",
          "org.hibernate.exception.ConstraintViolationException",
          "org.hibernate.cfg.Configuration",
          "org.hibernate.jpa.HibernatePersistenceConfiguration");

  private Imports() {}

  /** Import declarations, one each. */
  static Stream<String> declarations() {
    Stream<String> packages = PACKAGES.stream().map(name -> name + ".*");
    return Stream.concat(packages, TYPES.stream()).map(name -> "import " + name + ";");
  }
}
