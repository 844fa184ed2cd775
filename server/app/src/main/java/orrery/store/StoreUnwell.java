package orrery.store;

/** The store can't be asked now; its message is {@link StoreState#words}. */
public final class StoreUnwell extends RuntimeException {

  private static final long serialVersionUID = 1;

  StoreUnwell(String words) {
    super(words);
  }
}
