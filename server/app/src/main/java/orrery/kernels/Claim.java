package orrery.kernels;

import org.jspecify.annotations.Nullable;
import orrery.kernels.Line.Request;

/** A claim to one kernel: it waits in line, then has its kernel, until that has ended. */
public final class Claim {

  /** How far it has come; only forward. */
  enum Stage {
    WAITING,
    ADMITTED,
    LAUNCHING,
    RUNNING,
    OVER
  }

  private final Supervisor supervisor;
  private final Request request;
  private final Claimant who;
  private final LogContext about = LogContext.here();

  /** All that follows is the supervisor's, under its lock. */
  Stage stage = Stage.WAITING;

  boolean busy;
  boolean seen = true;
  boolean ready;
  long launched;
  @Nullable KernelProcess kernel;
  @Nullable Ending advised;
  @Nullable Ending ending;
  Burn burn = Burn.NONE;

  Claim(Supervisor supervisor, Request request, Claimant who) {
    this.supervisor = supervisor;
    this.request = request;
    this.who = who;
  }

  Request request() {
    return request;
  }

  Claimant who() {
    return who;
  }

  LogContext about() {
    return about;
  }

  /** Its place in the line, from 1; 0 if it does not wait. */
  public int place() {
    return supervisor.place(this);
  }

  /** Whether something is to be run in the kernel; one with nothing to run may go to sleep. */
  public void busy(boolean is) {
    supervisor.busy(this, is);
  }

  /** Whether a browser shows what the kernel does. */
  public void seen(boolean is) {
    supervisor.seen(this, is);
  }

  /** Gives it up: leaves the line, or ends the kernel. Returns at once. */
  public void end() {
    supervisor.end(this, Ending.ASKED);
  }
}
