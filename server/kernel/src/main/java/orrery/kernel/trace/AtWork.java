package orrery.kernel.trace;

/** The Hibernate Session that speaks to the database on this thread. */
final class AtWork {

  private static final ThreadLocal<Integer> SESSION = ThreadLocal.withInitial(() -> 0);

  private AtWork() {}

  /** Its number; 0 if none does. */
  static int session() {
    return SESSION.get();
  }

  static void begin(int session) {
    SESSION.set(session);
  }

  static void end() {
    SESSION.remove();
  }
}
