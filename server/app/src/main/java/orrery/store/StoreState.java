package orrery.store;

/**
 * How the store does.
 *
 * @param words what a learner should know; empty while all is well
 */
public record StoreState(String words) {

  /** Whether it takes what it is given. */
  public boolean isWell() {
    return words.isEmpty();
  }
}
