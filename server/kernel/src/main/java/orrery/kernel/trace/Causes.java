package orrery.kernel.trace;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Cause.Kind;

/**
 * Why a statement is sent, right now and from this thread: from the stack, and from what Hibernate
 * is busy with.
 */
final class Causes {

  /** The nearest of these on the stack decides. */
  private static final Set<Signal> TELLING =
      Set.of(
          Signal.COLLECTION,
          Signal.LOAD,
          Signal.REFRESH,
          Signal.LOCK,
          Signal.AUTO_FLUSH,
          Signal.FLUSH);

  private final Origin origin;
  private final String sql;
  private final @Nullable Doing written;
  private final @Nullable Doing doing = Doing.now();
  private final Queries.@Nullable Current query = Queries.now();

  private Causes(Origin origin, String sql, @Nullable Doing written) {
    this.origin = origin;
    this.sql = sql;
    this.written = written;
  }

  /**
   * The cause of a statement.
   *
   * @param written the entity whose row it writes, if it is a write of Hibernate's
   * @param call the method of JDBC, told where the learner's code called that itself
   */
  static Cause of(Origin origin, String sql, @Nullable Doing written, String call) {
    Cause cause =
        origin.byHibernate()
            ? new Causes(origin, sql, written).byHibernate()
            : new Cause(Kind.JDBC, "your own JDBC", null, null, null, null, call);
    return Display.on() ? shown(cause) : cause;
  }

  private static Cause shown(Cause cause) {
    return new Cause(
        Kind.DISPLAY,
        "showing the result (" + cause.words() + ")",
        cause.entity(),
        cause.attribute(),
        cause.id(),
        cause.query(),
        cause.call());
  }

  private Cause byHibernate() {
    if (origin.has(Signal.TEMPORARY) && Sql.isDdl(sql)) {
      return plain(Kind.TEMPORARY, "temporary table, for bulk statements");
    }
    if (origin.has(Signal.BOOTSTRAP)) {
      return plain(Kind.BOOTSTRAP, "Hibernate asks the database about itself");
    }
    if (origin.has(Signal.SCHEMA)) {
      return plain(Kind.SCHEMA, "schema: " + Sql.deed(sql));
    }
    Cause generatedId = generatedId();
    return generatedId == null ? nearest() : generatedId;
  }

  private @Nullable Cause generatedId() {
    // A batch that waits goes out before the sequence is asked.
    if (origin.has(Signal.SEQUENCE) && !Sql.deed(sql).equals("insert")) {
      return nextId("next id from a sequence");
    }
    if (origin.has(Signal.ID_TABLE)) {
      return nextId("next id from a table");
    }
    if (origin.has(Signal.INCREMENT)) {
      return nextId("highest id so far, to count on from it");
    }
    return origin.has(Signal.FLUSH) || origin.has(Signal.AUTO_FLUSH) ? null : insertAtPersist();
  }

  private @Nullable Cause insertAtPersist() {
    if (origin.has(Signal.IDENTITY)) {
      return about(Kind.GENERATED_ID, "insert at persist, to get the generated id", written, null);
    }
    return origin.has(Signal.AHEAD)
        ? about(Kind.GENERATED_ID, "insert ahead of the next, which runs at persist", written, null)
        : null;
  }

  private Cause nextId(String words) {
    return about(Kind.GENERATED_ID, words, doing, null);
  }

  private Cause nearest() {
    Signal nearest = origin.signals().stream().filter(TELLING::contains).findFirst().orElse(null);
    if (nearest == null) {
      return otherwise();
    }
    return switch (nearest) {
      case COLLECTION -> collection();
      case LOAD -> load();
      case REFRESH -> onEntity("refresh", Doing.Topic.REFRESH);
      case LOCK -> onEntity("lock", Doing.Topic.LOCK);
      default -> flush(nearest);
    };
  }

  private Cause collection() {
    Doing init = doing(Doing.Topic.COLLECTION);
    String what = init == null ? "a collection" : init.entity() + "." + init.attribute();
    boolean eager = origin.isWithin(Signal.COLLECTION, Signal.EAGER);
    return about(
        eager ? Kind.LOAD : Kind.LAZY, (eager ? "eager" : "lazy") + " load of " + what, init, null);
  }

  private Cause load() {
    Doing proxy = doing(Doing.Topic.PROXY);
    if (proxy != null) {
      return about(Kind.LAZY, "lazy load of " + proxy.entityAndId(), proxy, null);
    }
    Doing eager = doing(Doing.Topic.EAGER);
    if (eager != null) {
      return about(Kind.LOAD, "eager load of " + eager.entityAndId(), eager, null);
    }
    Doing load = doing(Doing.Topic.LOAD);
    String words =
        load == null
            ? "load by id"
            : "load " + load.entity() + " by id" + (load.id() == null ? "" : " " + load.id());
    return about(Kind.LOAD, origin.has(Signal.MERGE) ? "merge: " + words : words, load, null);
  }

  private Cause onEntity(String deed, Doing.Topic topic) {
    Doing known = doing(topic);
    String words = known == null ? deed : deed + " " + known.entityAndId();
    return about(Kind.LOAD, words, known, null);
  }

  private Cause flush(Signal flush) {
    if (flush == Signal.AUTO_FLUSH || origin.has(Signal.QUERY)) {
      return about(Kind.FLUSH_AUTO, "flush before this query", written, queryText());
    }
    return origin.has(Signal.COMMIT)
        ? about(Kind.FLUSH_COMMIT, "flush at commit", written, null)
        : about(Kind.FLUSH_EXPLICIT, "explicit flush", written, null);
  }

  private Cause otherwise() {
    if (origin.has(Signal.COMMIT)) {
      return about(Kind.FLUSH_COMMIT, "flush at commit", written, null);
    }
    if (origin.has(Signal.GLANCE)) {
      return plain(Kind.LAZY, "look into a lazy collection, without loading it");
    }
    if (origin.has(Signal.NATURAL_ID)) {
      return plain(Kind.LOAD, "load by natural id");
    }
    if (origin.has(Signal.SEVERAL_IDS)) {
      return plain(Kind.LOAD, "load by several ids");
    }
    if (origin.has(Signal.QUERY) || origin.has(Signal.PROCEDURE)) {
      return about(Kind.QUERY, queryWords(), null, queryText());
    }
    return unforeseen();
  }

  /** Reads are loads and writes are flushed; the call says by what. */
  private Cause unforeseen() {
    boolean stateless = origin.has(Signal.STATELESS);
    if (Sql.isQuery(sql)) {
      return plain(Kind.LOAD, stateless ? "load by id" : "read by Hibernate");
    }
    String words = stateless ? "written at once, by a StatelessSession" : "written by Hibernate";
    return about(Kind.FLUSH_EXPLICIT, words, written, null);
  }

  private String queryWords() {
    if (query != null) {
      return query.form().words;
    }
    if (origin.has(Signal.PROCEDURE)) {
      return Queries.Form.PROCEDURE.words;
    }
    return (origin.has(Signal.NATIVE) ? Queries.Form.NATIVE : Queries.Form.HQL).words;
  }

  private @Nullable String queryText() {
    String text = query == null ? null : query.text();
    return text == null ? null : Text.shortened(text, Trace.limits().sqlChars());
  }

  /** What Hibernate is busy with, if it is this. */
  private @Nullable Doing doing(Doing.Topic topic) {
    return doing != null && doing.topic() == topic ? doing : null;
  }

  private Cause plain(Kind kind, String words) {
    return about(kind, words, null, null);
  }

  private Cause about(Kind kind, String words, @Nullable Doing doing, @Nullable String queryText) {
    return doing == null
        ? new Cause(kind, words, null, null, null, queryText, origin.call())
        : new Cause(
            kind, words, doing.entity(), doing.attribute(), doing.id(), queryText, origin.call());
  }
}
