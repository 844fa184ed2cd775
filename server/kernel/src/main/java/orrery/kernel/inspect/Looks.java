package orrery.kernel.inspect;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.SessionContents;

/** Takes looks at Sessions, as many as each run can afford. */
final class Looks {

  /** Entities of all looks of a run. */
  private static final int ENTITIES = 15_000;

  /** Entities of a Session; a larger one is not looked at. */
  private static final int LARGE = 2_000;

  /** What it costs to tell an entity, in looks. */
  private static final int TELLING = 5;

  private final Supplier<Names> variables;
  private Names names = new Names();
  private List<Object> candidates = List.of();
  private int entities;

  /**
   * @param variables of cells, as they are when it is asked
   */
  Looks(Supplier<Names> variables) {
    this.variables = variables;
  }

  /** A run begins, and variables are as the last one has left them: they were read after it. */
  void begin() {
    entities = 0;
    if (!Sessions.areWatched()) {
      // What they refer to is not to be kept for nothing.
      names = new Names();
      candidates = List.of();
    }
  }

  void readVariables() {
    names = variables.get();
    List<Object> now = names.objects().stream().filter(Transient::isEntity).toList();
    candidates = Transient.areSame(now, candidates) ? candidates : now;
  }

  /** Of variables, as they were when they were last read. */
  Names names() {
    return names;
  }

  /** Whether the Session is small enough, and the run can afford it; if so, it counts as taken. */
  boolean mayTake(SessionImplementor session) {
    boolean small = isSmall(session);
    entities += small ? 1 + size(session) : 0;
    return small && entities <= ENTITIES;
  }

  private static boolean isSmall(SessionImplementor session) {
    return size(session) <= LARGE;
  }

  private static int size(SessionImplementor session) {
    return session.getPersistenceContextInternal().getNumberOfManagedEntities();
  }

  /**
   * The run begins: the Session is as the last run left it, unless something has happened since.
   */
  Look first(Watched watched, SessionImplementor session) {
    Look rest = watched.takeRest();
    Glance now = Glance.of(session, rest == null ? null : rest.glance(), candidates);
    return rest != null && now == rest.glance()
        ? rest
        : new Look(now, names, contents(watched, session, now));
  }

  /** The run is over, and leaves a Session that a variable refers to. */
  void last(Watched watched, SessionImplementor session) {
    if (names.firstOf(session) != null && isSmall(session)) {
      Glance now = Glance.of(session, null, candidates);
      watched.rests(new Look(now, names, contents(watched, session, now)));
    }
  }

  /**
   * What the Session holds now.
   *
   * @param room whether it will be told; asked only if there is something to tell
   * @return null if it holds what it did at the look before
   */
  @Nullable Look next(Watched watched, SessionImplementor session, BooleanSupplier room) {
    Look before = watched.latest();
    Glance now = Glance.of(session, before == null ? null : before.glance(), candidates);
    if (before == null) {
      return new Look(now, names, room.getAsBoolean() ? contents(watched, session, now) : null);
    }
    if (now == before.glance()) {
      return null;
    }
    before.glance().addDetached(session, watched.letGo());
    if (!room.getAsBoolean()) {
      return new Look(now, names, null);
    }
    SessionContents known = before.contentsAt(now, names);
    return new Look(now, names, known == null ? contents(watched, session, now) : known);
  }

  private SessionContents contents(Watched watched, SessionImplementor session, Glance now) {
    SessionContents contents =
        new Contents(session, names, Room.forStep()).open(watched, now.held(), candidates);
    entities += TELLING * (contents.entities().size() + contents.leftOut());
    return contents;
  }

  /** Of one that closes. */
  SessionContents detached(Watched watched, SessionImplementor session) {
    return new Contents(session, names, Room.forStep()).detached(watched);
  }
}
