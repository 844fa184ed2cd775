package orrery.kernel.inspect;

import java.lang.ref.WeakReference;
import java.util.IdentityHashMap;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.SessionContents;
import orrery.kernel.trace.Flushing;
import orrery.kernel.trace.Trace;

/**
 * A Session and what is known of it. The Session refers to it as a listener, it to the Session only
 * as long as someone else does; it lets a Session be serialized as without it.
 */
final class Watched implements SessionEventListener {

  private static final long serialVersionUID = 1;

  private final transient @Nullable WeakReference<SessionImplementor> session;
  private final transient int number;
  private transient volatile boolean shown;
  private transient volatile @Nullable String variable;
  private transient volatile @Nullable SessionContents atClose;
  private transient volatile @Nullable RuntimeException failure;

  Watched(SessionImplementor session, int number) {
    this.session = new WeakReference<>(session);
    this.number = number;
  }

  /** Null if it is no longer there. */
  @Nullable SessionImplementor session() {
    return session == null ? null : session.get();
  }

  /** In the order in which Sessions were opened, from 1. */
  int number() {
    return number;
  }

  /** The variable that referred to it when it was last shown; null if none did. */
  @Nullable String variable() {
    return variable;
  }

  void shownAs(@Nullable String variable) {
    this.shown = true;
    this.variable = variable;
  }

  /** Whether a learner has read of it after a run. */
  boolean isShown() {
    return shown;
  }

  @Override
  public void jdbcPrepareStatementStart() {
    Trace.speaking(number);
  }

  @Override
  public void jdbcPrepareStatementEnd() {
    Trace.spoken();
  }

  @Override
  public void jdbcExecuteStatementStart() {
    Trace.speaking(number);
  }

  @Override
  public void jdbcExecuteStatementEnd() {
    Trace.spoken();
  }

  @Override
  public void jdbcExecuteBatchStart() {
    Trace.speaking(number);
  }

  @Override
  public void jdbcExecuteBatchEnd() {
    Trace.spoken();
  }

  /**
   * What it held when it closed.
   *
   * @throws RuntimeException if that could not be read then
   */
  @Nullable SessionContents atClose() {
    RuntimeException failed = failure;
    if (failed != null) {
      throw failed;
    }
    return atClose;
  }

  @Override
  public void flushStart() {
    Flushing.by(number);
  }

  @Override
  public void partialFlushStart() {
    Flushing.by(number);
  }

  /** The Session closes, and is about to let go of what it holds. */
  @Override
  public void end() {
    SessionImplementor closing = session();
    if (!shown || closing == null) {
      Sessions.forget(this);
      return;
    }
    try {
      atClose = new Contents(closing, new IdentityHashMap<>(), Room.forClosed()).detached(this);
    } catch (RuntimeException e) {
      // Within the learner's call; told when the run is over.
      failure = e;
    }
  }
}
