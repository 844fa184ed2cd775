package orrery.kernels;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Frames;
import orrery.kernel.protocol.Json;
import tools.jackson.core.JacksonException;

/**
 * One running kernel. What it sends is untrusted: learner code can write to the channel itself. A
 * frame that is no Event ends the process.
 */
public final class KernelProcess {

  private static final Logger LOG = LoggerFactory.getLogger(KernelProcess.class);

  /** Bytes of the kernel's raw standard output and error that are kept for its obituary. */
  private static final int LOG_KEPT = 4096;

  /** Raw output over this ends the kernel: nothing but a flood is that long. */
  private static final long LOG_MOST = 64L << 20;

  /**
   * Bytes that a kernel may tell between two runs sent to it, {@link #FRAME_COST} for each frame
   * included. Its own limits keep it far below; one that is above forges Events.
   */
  private static final long TOLD_MOST = 64L << 20;

  private static final int FRAME_COST = 200;

  /** Nanoseconds from a frame's first byte to its last. */
  private static final long FRAME_MOST = TimeUnit.SECONDS.toNanos(10);

  private static final int COMMANDS_WAITING = 512;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

  private static final long END_SECONDS = 5;
  private static final long LAST_WORDS_MILLIS = 1_000;

  /** Hears what one kernel does, on that kernel's own thread. */
  public interface Listener {

    void event(KernelProcess kernel, Event event);

    /**
     * The process has ended; nothing follows.
     *
     * @param log the last of what it wrote to its standard streams; may hold the learner's output
     */
    void ended(KernelProcess kernel, Ending ending, String log);
  }

  private final Process process;
  private final Path folder;
  private final Listener listener;
  private final BlockingQueue<Command> commands = new ArrayBlockingQueue<>(COMMANDS_WAITING);
  private final AtomicLong told = new AtomicLong();
  private final AtomicLong frameBegan = new AtomicLong();
  private final StringBuffer log = new StringBuffer();
  private final long born = System.nanoTime();
  private final Thread drain;
  private volatile boolean heard;
  private volatile @Nullable Ending ending;

  KernelProcess(Process process, Path folder, Listener listener) {
    this.process = process;
    this.folder = folder;
    this.listener = listener;
    drain = start("kernel-log-", this::drainLog);
    start("kernel-commands-", this::writeCommands);
  }

  /** From here on the listener hears. */
  void listen() {
    start("kernel-events-", this::readEvents);
  }

  private Thread start(String name, Runnable work) {
    Thread thread = new Thread(LogContext.here().around(work), name + process.pid());
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Sends a Command; never waits. A kernel that reads none of 512 is ended. */
  public void send(Command command) {
    if (command instanceof Command.Run) {
      told.set(0);
    }
    if (!commands.offer(command)) {
      end(Ending.deaf());
    }
  }

  /** The first fault counts; those after it are its consequences. */
  private void endOver(Ending fault) {
    if (ending == null && process.isAlive()) {
      ending = fault;
      LOG.warn("Kernel {}: {}", process.pid(), fault.inWords());
    }
  }

  /** The process's id, for the log and for tests. */
  public long pid() {
    return process.pid();
  }

  /** Ends the kernel over a fault. Returns at once. */
  public void end(Ending fault) {
    endOver(fault);
    end();
  }

  /** Ends the kernel. Returns at once. */
  public void end() {
    start("kernel-end-", this::kill);
  }

  /** Ends the process and all it started, and waits for it, five seconds at most. */
  void kill() {
    letItBegin();
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.error("Kernel {} did not end within {} s", process.pid(), END_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A sandbox whose first process is killed while it makes the others leaves them behind: measured,
   * up to 95 of 120 processes within its first 65 ms, none after 100 ms.
   */
  private void letItBegin() {
    long end = born + TimeUnit.SECONDS.toNanos(1);
    while (!heard && process.isAlive() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private void writeCommands() {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(process.getOutputStream()))) {
      while (process.isAlive()) {
        Command command = commands.poll(1, TimeUnit.SECONDS);
        endIfHalfAFrameWaits();
        if (command != null) {
          Frames.write(out, Json.write(command));
        }
      }
    } catch (IOException e) {
      LOG.debug("Kernel {} takes no more commands: {}", process.pid(), e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable String read(DataInputStream in) throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return null;
    }
    in.reset();
    frameBegan.set(System.nanoTime());
    String frame = Frames.read(in);
    frameBegan.set(0);
    return frame;
  }

  /** A kernel writes whole frames; half of one is learner code's, and would hold up all others. */
  private void endIfHalfAFrameWaits() {
    long began = frameBegan.get();
    if (began != 0 && System.nanoTime() - began > FRAME_MOST) {
      end(Ending.garbled());
    }
  }

  private void readEvents() {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      for (String frame = read(in); frame != null; frame = read(in)) {
        heard = true;
        if (told.addAndGet(frame.length() + FRAME_COST) > TOLD_MOST) {
          endOver(Ending.toldTooMuch(TOLD_MOST));
          return;
        }
        listener.event(this, Json.event(frame));
      }
      process.waitFor(1, TimeUnit.SECONDS); // its own exit status, not that of our SIGKILL
    } catch (IOException | JacksonException e) {
      // Its message may quote what was sent: the learner's words, which are nobody's to log.
      LOG.debug("Kernel {} broke its channel: {}", process.pid(), e.getClass().getName());
      endOver(Ending.garbled());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      kill();
      awaitLog();
      FileSystemUtils.deleteRecursively(folder.toFile());
      String said = said();
      Ending fault = ending;
      listener.ended(this, fault == null ? Ending.of(status(), said) : fault, said);
    }
  }

  private int status() {
    return process.isAlive() ? -1 : process.exitValue();
  }

  /** Whoever reads it may do so on a terminal, which the kernel's learner must not steer. */
  private String said() {
    return UNPRINTABLE.matcher(log).replaceAll("?");
  }

  /** Not for ever: what the kernel started may hold its streams, and have got away. */
  private void awaitLog() {
    try {
      drain.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drainLog() {
    byte[] buffer = new byte[8192];
    long total = 0;
    try (InputStream in = process.getErrorStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        log.append(new String(buffer, 0, n, java.nio.charset.StandardCharsets.UTF_8));
        log.delete(0, Math.max(0, log.length() - LOG_KEPT));
        total += n;
        if (total > LOG_MOST) {
          endOver(Ending.flooded(LOG_MOST));
          kill();
          return;
        }
      }
    } catch (IOException e) {
      LOG.debug("Kernel {} closed its raw output: {}", process.pid(), e.toString());
    }
  }
}
