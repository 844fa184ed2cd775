package orrery.store;

/**
 * How the store does.
 *
 * @param words what a learner should know; empty while all is well
 * @param waiting Events that are not on disk yet, and so were not shown
 */
public record StoreState(String words, int waiting) {

  static final StoreState WELL = new StoreState("", 0);

  /** Whether it takes what it is given. */
  public boolean isWell() {
    return words.isEmpty();
  }
}
