package orrery.kernel.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Hibernate Session holds.
 *
 * @param number of the Session among those opened in this kernel, from 1
 * @param variable of a cell that refers to it, or did before it closed; null if none does
 * @param open false once for a Session that was shown before and has been closed since; what it
 *     held at that moment is detached then
 * @param pending what its next flush has to do, as far as known before it
 * @param entities in the order in which they came to be there; the changed and removed ones first
 *     where not all are told. After them those that it has let go and those that are transient
 * @param leftOut how many more entities there are
 */
public record SessionContents(
    int number,
    @Nullable String variable,
    boolean open,
    boolean inTransaction,
    Pending pending,
    List<Entity> entities,
    int leftOut) {

  /** The same, within a transaction or not. */
  public SessionContents withTransaction(boolean now) {
    return new SessionContents(number, variable, open, now, pending, entities, leftOut);
  }

  /** Entities that wait to be written, by what their rows need. */
  public record Pending(int inserts, int updates, int deletes) {}

  /**
   * An entity of a Session.
   *
   * @param id as text; empty as long as it has none
   * @param variable of a cell that refers to it; null if none does
   * @param aliases further variables that refer to the same object
   * @param proxy whether nothing but its id is known yet
   * @param leftOut how many more attributes there are
   */
  public record Entity(
      String name,
      String id,
      @Nullable String variable,
      List<String> aliases,
      State state,
      boolean proxy,
      List<Attribute> attributes,
      int leftOut) {}

  /** How a Session sees an entity. */
  public enum State {
    /** Its changes are written with the next flush. */
    MANAGED,
    /** Its row goes with the next flush. */
    REMOVED,
    /** Its changes are not looked for. */
    READ_ONLY,
    /** Its Session has closed, or let it go. */
    DETACHED,
    /** It is in no Session and has no id; told where a variable refers to it. */
    TRANSIENT
  }

  /**
   * An attribute of an entity.
   *
   * @param value as text: {@code Author 1 (not loaded)}, {@code 2 loaded}
   * @param loaded as it came from the database, if it has changed since; null if it has not
   */
  public record Attribute(String name, String value, @Nullable String loaded) {}
}
