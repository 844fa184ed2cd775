package orrery.kernel.shell;

import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.flywaydb.core.Flyway;
import org.h2.Driver;
import org.hibernate.Session;
import orrery.kernel.check.Account;

/**
 * The jars that cells are compiled against: what a learner's own project would name, and what
 * lessons' checks need.
 */
final class CellClassPath {

  private CellClassPath() {}

  static List<Path> jars() {
    return Stream.of(
            Session.class,
            EntityManager.class,
            UserTransaction.class,
            Driver.class,
            Flyway.class,
            Assertions.class,
            Account.class)
        .map(CellClassPath::jarOf)
        .toList();
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
