package orrery.kernel.trace;

/**
 * Hears what a run does, on whatever thread does it, all statements beyond the limit of what is
 * told included. Must be quick, and throw nothing.
 */
public interface Watch {

  /** Hears nothing. */
  Watch NONE =
      new Watch() {
        @Override
        public void querying(Object query) {}

        @Override
        public void queried() {}

        @Override
        public void sent(Heard statement) {}

        @Override
        public void began() {}
      };

  /** Cells' code is about to run this query of Hibernate's. */
  void querying(Object query);

  /** That query has been run, and its result is there. */
  void queried();

  /** A statement was sent. */
  void sent(Heard statement);

  /** A transaction began, beyond the limit of what is told. */
  void began();
}
