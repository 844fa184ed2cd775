package orrery.kernels;

/** Who has a {@link Claim}. It is told on threads that hold no lock, and in no certain order. */
public interface Claimant extends KernelProcess.Listener {

  /** {@link Claim#place} is another now. */
  void moved();

  /** The process has been started; its first Event comes when it is ready, or has come. */
  void started(KernelProcess kernel);

  /** No process could be started. The claim is over. */
  void failed(RuntimeException why);

  /** The kernel should be ended, unless something is to be run in it by now. */
  void advised(Ending why);
}
