package orrery.kernel.explain;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.StaleObjectStateException;
import org.hibernate.dialect.lock.OptimisticEntityLockException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Text;

/** A row has changed since it was read. */
final class Stale {

  private static final Pattern NEWER =
      Pattern.compile("Newer version \\[(.*?)] of entity \\[+(.+?) with id '(.*?)'");

  private Stale() {}

  static @Nullable Telling written(Failed failed) {
    StaleObjectStateException thrown = failed.thrown(StaleObjectStateException.class);
    if (thrown == null) {
      return null;
    }
    String entity = Spelling.simple(thrown.getEntityName());
    String id = String.valueOf(Text.of(thrown.getIdentifier()));
    boolean versioned =
        failed.mappings().named(entity).map(Mappings.Entity::versioned).orElse(true);
    Telling telling =
        Telling.what(
                "%s wrote %s %s, but its row %s since it was read."
                    .formatted(
                        failed.line(), entity, id, versioned ? "has changed or gone" : "has gone"))
            .why(
                versioned
                    ? "%s has a version. Each write asks for the version that was read and counts it up: where id=? and version=?. No row has that version any more, so somebody else wrote or deleted it in between, and their change is not overwritten."
                        .formatted(entity)
                    : "The write asked for this id and met no row: somebody else has deleted it.")
            .fact(version(failed, thrown));
    return repaired(telling, failed, entity, id);
  }

  static @Nullable Telling checked(Failed failed) {
    Matcher found = failed.message(OptimisticEntityLockException.class, NEWER);
    if (found == null) {
      return null;
    }
    String entity = Spelling.simple(found.group(2));
    String id = found.group(3);
    Telling telling =
        Telling.what(
                "%s relied on %s %s to stay as it was read, and somebody else has changed it."
                    .formatted(failed.line(), entity, id))
            .why(
                "LockModeType.OPTIMISTIC lets the commit read the version once more. It was not"
                    + " the one that was read at first.")
            .fact("the database has version " + found.group(1));
    return repaired(telling, failed, entity, id);
  }

  private static Telling repaired(Telling telling, Failed failed, String entity, String id) {
    String variable = Spelling.variable(entity);
    String literal = failed.mappings().named(entity).map(e -> e.literal(id)).orElse(id);
    return telling
        .repair(
            "Begin again: read the row as it is now, and repeat the change.",
            failed.inTransaction(
                "%s %s = session.find(%s.class, %s);\n// change it here"
                    .formatted(entity, variable, entity, literal)))
        .repair(
            "Or lock the row as you read it: others who want to write it then wait.",
            "session.find(%s.class, %s, LockModeType.PESSIMISTIC_WRITE)"
                .formatted(entity, literal));
  }

  /** The version that was read, where the Session is still open. */
  private static @Nullable String version(Failed failed, StaleObjectStateException thrown) {
    return failed
        .openSessions()
        .map(session -> entry(session, thrown))
        .flatMap(Optional::stream)
        .map(EntityEntry::getVersion)
        .filter(Objects::nonNull)
        .map(version -> "it was read with version " + Text.of(version))
        .findFirst()
        .orElse(null);
  }

  private static Optional<EntityEntry> entry(
      SessionImplementor session, StaleObjectStateException thrown) {
    for (Map.Entry<Object, EntityEntry> held :
        session.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
      EntityEntry entry = held.getValue();
      if (entry.getEntityName().equals(thrown.getEntityName())
          && Text.isBasic(entry.getId())
          && Objects.equals(entry.getId(), thrown.getIdentifier())
          && session.isTransactionInProgress()) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }
}
