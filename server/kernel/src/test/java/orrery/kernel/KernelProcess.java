package orrery.kernel;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Frames;
import orrery.kernel.protocol.Json;

/** A real kernel in a process of its own, on the class path of the tests. */
final class KernelProcess implements AutoCloseable {

  /** Generous: machines that run tests are busy. */
  private static final long PATIENCE_SECONDS = 60;

  private static final String TO_DESCRIPTORS = "exec 3<&0 4>&1 </dev/null >&2; exec \"$@\"";

  private final Process process;
  private final DataOutputStream out;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private long runs;

  private KernelProcess(List<String> command) {
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    Thread reader = new Thread(this::read, "events");
    reader.setDaemon(true);
    reader.start();
  }

  /** On descriptors 3 and 4. */
  static KernelProcess start(String... jvmOptions) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", TO_DESCRIPTORS, "sh"));
    command.addAll(java("--fds", jvmOptions));
    return new KernelProcess(command);
  }

  /** On standard input and output. */
  static KernelProcess startOnStandardStreams() {
    return new KernelProcess(java("--stdio"));
  }

  static KernelProcess startTraining() {
    return new KernelProcess(java("--train"));
  }

  private static List<String> java(String argument, String... jvmOptions) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx96m",
            "-XX:+ExitOnOutOfMemoryError",
            "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED"));
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "orrery.kernel.Main"));
    command.add(argument);
    return command;
  }

  private void read() {
    try (DataInputStream in = new DataInputStream(process.getInputStream())) {
      String frame = Frames.read(in);
      while (frame != null) {
        events.add(Json.event(frame));
        frame = Frames.read(in);
      }
    } catch (IOException e) {
      // The process has ended; whoever waits for an Event says so.
    }
  }

  /** Sends a run; returns its number. */
  long run(String source) {
    send(Json.write(new Command.Run(++runs, "c", source)));
    return runs;
  }

  void send(String frame) {
    try {
      Frames.write(out, frame);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Event next() {
    try {
      Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no Event; the process is alive: " + process.isAlive());
      }
      return event;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for an Event of a type, and leaves out those before it. */
  <E extends Event> E next(Class<E> type) {
    Event event = next();
    while (!type.isInstance(event)) {
      event = next();
    }
    return type.cast(event);
  }

  void closeInput() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int exitStatus() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the process runs on");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
