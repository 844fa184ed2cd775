package orrery.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Failure;

/** Runs cells in a kernel process, one after the other, and waits for each. */
public final class InKernel implements Running, Claimant {

  /** Seconds that a cell may say nothing; a lesson's cells take milliseconds. */
  public static final int CELL_SECONDS = 120;

  private final Claim claim;
  private final KernelProcess kernel;
  private final CompletableFuture<KernelProcess> started = new CompletableFuture<>();
  private final int cellSeconds;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private long run;

  /** Of an owner who has no rivals. */
  public InKernel(Kernels kernels, int cellSeconds) {
    this(kernels, "", cellSeconds);
  }

  /**
   * Starts a kernel of {@code kernels} for one lesson; waits in line for it.
   *
   * @param owner who takes turns with other owners
   * @param cellSeconds after which a silent cell is given up
   * @throws IllegalStateException if it was interrupted, or no kernel can be started
   */
  public InKernel(Kernels kernels, String owner, int cellSeconds) {
    this.cellSeconds = cellSeconds;
    this.claim = kernels.ask(owner, null, this);
    claim.busy(true);
    this.kernel = awaitKernel();
  }

  private KernelProcess awaitKernel() {
    try {
      return started.get();
    } catch (InterruptedException e) {
      claim.end();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it waited for a kernel", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("no kernel could be started", e.getCause());
    }
  }

  @Override
  public List<Event.OfRun> run(String cell, String source, @Nullable String check) {
    kernel.send(new Command.Run(++run, cell, source, check));
    kernel.send(new Command.Ping());
    List<Event.OfRun> told = new ArrayList<>();
    Event event = next();
    while (!(event instanceof Event.Pong)) {
      if (event instanceof Event.OfRun ofRun && ofRun.run() == run) {
        told.add(ofRun);
      } else if (event instanceof Event.Kernel gone && gone.state() == Event.State.DIED) {
        told.add(failed(cell, gone.message()));
        told.add(new Event.Finished(run, cell, Event.Status.DIED, 0));
        return told;
      }
      event = next();
    }
    return told;
  }

  private Event.Failed failed(String cell, String message) {
    return new Event.Failed(
        run,
        cell,
        new Failure(
            Failure.Kind.KERNEL_DIED, "kernel", message, 0, 0, 0, 0, List.of(), 0, null, null));
  }

  /** The next Event; when none comes for too long, the kernel is ended and this says so. */
  private Event next() {
    try {
      Event event = events.poll(cellSeconds, TimeUnit.SECONDS);
      if (event != null) {
        return event;
      }
      claim.end();
      return died("the cell told nothing for " + cellSeconds + " s, and its kernel was ended");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a cell ran", e);
    }
  }

  private static Event died(String message) {
    return new Event.Kernel(Event.State.DIED, message, List.of());
  }

  @Override
  public void moved() {}

  @Override
  public void started(KernelProcess from) {
    started.complete(from);
  }

  @Override
  public void failed(RuntimeException why) {
    started.completeExceptionally(why);
  }

  /** It is in use from the beginning to the end. */
  @Override
  public void advised(Ending why) {}

  @Override
  public void event(KernelProcess from, Event event) {
    events.add(event);
  }

  @Override
  public void ended(KernelProcess from, Ending ending, String log) {
    events.add(died((ending.inWords() + "\n" + log).strip()));
  }

  @Override
  public void close() {
    claim.end();
  }
}
