package orrery.kernel.explain;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.DetachedObjectException;
import org.hibernate.NonUniqueObjectException;
import org.hibernate.PersistentObjectException;
import org.hibernate.engine.spi.EntityHolder;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Text;

/** An object was used that the Session does not manage. */
final class Detached {

  private static final Pattern PASSED = Pattern.compile("passed to persist: (\\S+)");

  private Detached() {}

  static @Nullable Telling persisted(Failed failed) {
    Matcher found = failed.message(PersistentObjectException.class, PASSED);
    if (found == null) {
      return null;
    }
    String entity = Spelling.simple(found.group(1));
    String variable = failed.variableOf(entity);
    return Telling.what(
            "%s passed %s to persist that is not new."
                .formatted(failed.line(), Spelling.one(entity)))
        .why(
            "persist is for objects without a row. By its id or its version Hibernate takes this"
                + " one for a row that is there already: a Session has read or persisted it and let"
                + " it go since, or its id was set by hand. Such an object is called detached.")
        .repair(
            "To write its state, let the Session read the row and copy the state over.",
            "%s managed = session.merge(%s);".formatted(entity, variable))
        .repair(
            "To get a new row, persist an object that has no id.",
            "session.persist(new %s(…));".formatted(entity));
  }

  static @Nullable Telling used(Failed failed) {
    if (failed.thrown(DetachedObjectException.class) == null) {
      return null;
    }
    return Telling.what(failed.line() + " gave the Session an object that it does not manage.")
        .why(
            "refresh, lock and their like work on managed objects: those that this Session has"
                + " read or persisted and not let go. The object is of another Session, or of none.")
        .repair("Read it in this Session.", "var managed = session.find(type, id);")
        .repair(
            "Let the Session read it and copy the object's state over.",
            "var managed = session.merge(object);");
  }

  static @Nullable Telling secondObject(Failed failed) {
    NonUniqueObjectException thrown = failed.thrown(NonUniqueObjectException.class);
    if (thrown == null) {
      return null;
    }
    String entity = Spelling.simple(thrown.getEntityName());
    String id = String.valueOf(Text.of(thrown.getIdentifier()));
    String literal = failed.mappings().named(entity).map(known -> known.literal(id)).orElse("id");
    return Telling.what(
            "%s gave the Session a second object for %s %s, while it holds one already."
                .formatted(failed.line(), entity, id))
        .why(
            "In one Session a row is one object. With two of them Hibernate could not say which"
                + " one's state to write.")
        .fact(holder(failed, thrown))
        .repair(
            "Change the object that the Session holds.",
            "%s %s = %s.find(%s.class, %s);"
                .formatted(entity, Spelling.variable(entity), failed.session(), entity, literal))
        .repair(
            "Or let the Session copy the second one's state to the first.",
            "%s managed = %s.merge(%s);"
                .formatted(entity, failed.session(), Spelling.variable(entity)));
  }

  /** Which object is in the way, where its Session is still open. */
  private static @Nullable String holder(Failed failed, NonUniqueObjectException thrown) {
    return failed
        .openSessions()
        .map(session -> held(failed, session, thrown))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String held(
      Failed failed, SessionImplementor session, NonUniqueObjectException thrown) {
    Object id = thrown.getIdentifier();
    var holders = session.getPersistenceContextInternal().getEntityHoldersByKey();
    if (holders == null || id == null || !Text.isBasic(id)) {
      return null;
    }
    for (var held : holders.entrySet()) {
      EntityKey key = held.getKey();
      if (key.getEntityName().equals(thrown.getEntityName()) && id.equals(key.getIdentifier())) {
        return variable(failed, session, held.getValue());
      }
    }
    return null;
  }

  private static String variable(Failed failed, SessionImplementor session, EntityHolder holder) {
    String variable = failed.variable(holder.getEntity());
    return failed.name(session)
        + " holds "
        + (variable == null ? "it, in no variable of its own" : "it as " + variable);
  }
}
