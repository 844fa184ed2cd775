package orrery.door;

/**
 * Whom notebooks belong to. All browsers that were opened by the printed address are the host; each
 * learner of a class is an owner of his own.
 *
 * @param name {@code host}, or 128 random bits
 */
public record Owner(String name) {

  /** Whoever started Orrery. */
  public static final Owner HOST = new Owner("host");

  /** Whether it is whoever started Orrery. */
  public boolean isHost() {
    return equals(HOST);
  }
}
