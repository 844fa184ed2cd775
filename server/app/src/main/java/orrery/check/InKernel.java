package orrery.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Failure;
import orrery.kernels.KernelProcess;
import orrery.kernels.Kernels;

/** Runs cells in a kernel process, one after the other, and waits for each. */
public final class InKernel implements Running, KernelProcess.Listener {

  private final KernelProcess kernel;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private long run;

  /** Starts a kernel of {@code kernels} for one lesson. */
  public InKernel(Kernels kernels) {
    this.kernel = kernels.start(this);
  }

  @Override
  public List<Event.OfRun> run(String cell, String source) {
    kernel.send(new Command.Run(++run, cell, source));
    List<Event.OfRun> told = new ArrayList<>();
    while (told.isEmpty() || !(told.get(told.size() - 1) instanceof Event.Finished)) {
      Event event = next();
      if (event instanceof Event.OfRun ofRun && ofRun.run() == run) {
        told.add(ofRun);
      } else if (event instanceof Event.Kernel gone && gone.state() == Event.State.DIED) {
        told.add(failed(cell, gone.message()));
        told.add(new Event.Finished(run, cell, Event.Status.DIED, 0));
      }
    }
    return told;
  }

  private Event.Failed failed(String cell, String message) {
    return new Event.Failed(
        run,
        cell,
        new Failure(Failure.Kind.KERNEL_DIED, "kernel", message, 0, 0, 0, 0, List.of(), 0, null));
  }

  private Event next() {
    try {
      return events.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a cell ran", e);
    }
  }

  @Override
  public void event(KernelProcess from, Event event) {
    events.add(event);
  }

  @Override
  public void ended(KernelProcess from, int status, String log) {
    String message = "the kernel ended with exit status " + status + "\n" + log;
    events.add(new Event.Kernel(Event.State.DIED, message.strip(), List.of()));
  }

  @Override
  public void close() {
    kernel.end();
  }
}
