package orrery.kernel;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Frames;
import orrery.kernel.protocol.Json;

/**
 * Sends Events in their order, on a thread of its own: a cell does not wait for JSON. Those of a
 * run go out together that come within a moment, since each sending wakes this thread and one of
 * the server, which take their time from the cell where processors are few.
 */
final class Sender {

  /** Events that wait to be sent; a cell that tells more waits for them. */
  private static final int MOST_WAITING = 1_000;

  /** Less than a person notices, more than most cells take. */
  private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicInteger unsent = new AtomicInteger();
  private final Thread thread = new Thread(this::sendAll, "orrery-sender");
  private final DataOutputStream out;
  private final Consumer<IOException> broken;
  private final Consumer<Throwable> failed;

  /**
   * Sends from here on.
   *
   * @param broken ends the process, since nobody is left to send to
   * @param failed ends the process over a fault of its own
   */
  Sender(DataOutputStream out, Consumer<IOException> broken, Consumer<Throwable> failed) {
    this.out = out;
    this.broken = broken;
    this.failed = failed;
    thread.setDaemon(true);
    thread.start();
  }

  /** From any thread. */
  void send(Event event) {
    unsent.incrementAndGet();
    boolean interrupted = false;
    while (true) {
      try {
        waiting.put(event);
        break;
      } catch (InterruptedException e) {
        // The learner's code has interrupted its thread; the Event is sent all the same.
        interrupted = true;
      }
    }
    if (!mayWait(event)) {
      LockSupport.unpark(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether nobody misses it for a moment: what is told on a run's way, not its end. */
  private static boolean mayWait(Event event) {
    return event instanceof Event.OfRun && !(event instanceof Event.Finished);
  }

  private void sendAll() {
    while (true) {
      try {
        Event first = waiting.take();
        if (mayWait(first)) {
          LockSupport.parkNanos(MOMENT_NANOS);
        }
        sendFrom(first);
      } catch (IOException e) {
        broken.accept(e);
      } catch (InterruptedException e) {
        // By code of the learner's that found this thread; it goes on.
      } catch (RuntimeException | Error fault) {
        failed.accept(fault);
      }
    }
  }

  private void sendFrom(Event first) throws IOException {
    int sent = 0;
    for (@Nullable Event next = first; next != null; next = waiting.poll()) {
      Frames.append(out, Json.write(next));
      sent++;
    }
    out.flush();
    unsent.addAndGet(-sent);
  }

  /** Waits until all is sent, but not longer than so many milliseconds. */
  void awaitSent(int atMost) {
    if (Thread.currentThread() == thread) {
      return;
    }
    LockSupport.unpark(thread);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMost);
    while (unsent.get() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
