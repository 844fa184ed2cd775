package orrery.kernel.inspect;

import java.lang.ref.WeakReference;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event.Moment;
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
  private final transient Thread opener = Thread.currentThread();
  private final transient LetGo letGo = new LetGo();
  private transient volatile boolean shown;
  private transient volatile @Nullable String variable;
  private transient volatile @Nullable SessionContents atClose;
  private transient volatile @Nullable RuntimeException failure;

  // Of the run that is on.
  private transient volatile @Nullable Look latest;
  private transient volatile @Nullable SessionContents beginning;

  // Of the time between runs.
  private transient volatile @Nullable Look rest;

  Watched(SessionImplementor session, int number) {
    this.session = new WeakReference<>(session);
    this.number = number;
  }

  /** Null if it is no longer there. */
  @Nullable SessionImplementor session() {
    return session == null ? null : session.get();
  }

  /** Null if it is not open. */
  @Nullable SessionImplementor open() {
    SessionImplementor there = session();
    return there == null || there.isClosed() ? null : there;
  }

  boolean isOf(Thread thread) {
    return opener == thread;
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

  /** A run begins, and it is open already. */
  void began(Look now) {
    latest = now;
    beginning = now.contents();
  }

  /** What it held when the run began, to be told once; null if there is nothing to tell. */
  @Nullable SessionContents takeBeginning() {
    SessionContents taken = beginning;
    beginning = null;
    return taken;
  }

  void seen(Look now) {
    latest = now;
  }

  /** As it was last seen in this run, or when it began. */
  @Nullable Look latest() {
    return latest;
  }

  /** The run is over, and this is how it leaves the Session. */
  void rests(Look now) {
    rest = now;
  }

  /** How the last run left it; null if nobody looked, or that was taken already. */
  @Nullable Look takeRest() {
    Look taken = rest;
    rest = null;
    return taken;
  }

  /** Entities that it held when it was last looked at, and no longer does. */
  LetGo letGo() {
    return letGo;
  }

  /** The run is over. */
  void ended(Names names) {
    latest = null;
    beginning = null;
    rest = null;
    letGo.keep(names);
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

  /** Shows what waits for it, where that came to be in the same line. */
  @Override
  public void flushStart() {
    Flushing.by(number);
    at(Moment.LINE);
    Flushing.by(number);
  }

  @Override
  public void flushEnd(int entities, int collections) {
    at(Moment.FLUSHED);
  }

  @Override
  public void prePartialFlushStart() {
    at(Moment.LINE);
  }

  @Override
  public void partialFlushEnd(int entities, int collections) {
    at(Moment.FLUSHED);
  }

  @Override
  public void transactionCompletion(boolean successful) {
    at(successful ? Moment.COMMITTED : Moment.ROLLED_BACK);
  }

  private void at(Moment moment) {
    Stepping run = Steps.run();
    if (run != null) {
      run.at(this, moment);
    }
  }

  @Override
  public void partialFlushStart() {
    Flushing.by(number);
  }

  /** The Session closes, and is about to let go of what it holds. */
  @Override
  public void end() {
    Sessions.closed(this);
    Stepping run = Steps.run();
    Trace.Place place = Closings.place();
    if (run != null) {
      run.closing(this, place == null ? 0 : place.line());
    }
    SessionImplementor closing = session();
    if (closing != null && place != null) {
      Closings.closing(closing, place);
    }
    if (!shown || closing == null) {
      Sessions.forget(this);
      return;
    }
    try {
      atClose =
          new Contents(closing, run == null ? new Names() : run.names(), Room.forClosed())
              .detached(this);
    } catch (RuntimeException e) {
      // Within the learner's call; told when the run is over.
      failure = e;
    }
  }
}
