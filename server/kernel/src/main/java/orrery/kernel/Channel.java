package orrery.kernel;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Frames;
import orrery.kernel.protocol.Json;
import tools.jackson.core.JacksonException;

/**
 * The way to the server and back. Where it breaks, the process ends: there is nobody left to run
 * cells for.
 */
final class Channel {

  private static final int IN = 3;
  private static final int OUT = 4;
  private static final int BROKEN = 1;
  private static final int FAULT = 70;

  /** Milliseconds that a kernel which ends over its own fault gives them. */
  private static final int LAST_WORDS = 1_000;

  private final DataInputStream in;
  private final Sender sender;
  private final PrintStream log = System.err;

  private Channel(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.sender =
        new Sender(new DataOutputStream(new BufferedOutputStream(out)), this::broken, this::fail);
  }

  /** On descriptors 3 and 4, inherited, so that a cell's code does not meet them by accident. */
  static Channel onInheritedDescriptors() {
    return new Channel(new FileInputStream(descriptor(IN)), new FileOutputStream(descriptor(OUT)));
  }

  /** On standard input and output, which from then on nothing else uses. */
  static Channel onStandardStreams() {
    Channel channel =
        new Channel(
            new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    System.setIn(InputStream.nullInputStream());
    System.setOut(System.err);
    return channel;
  }

  /** Java opens files by name only, and a sandbox may have no names for descriptors. */
  private static FileDescriptor descriptor(int number) {
    try {
      Constructor<FileDescriptor> constructor =
          FileDescriptor.class.getDeclaredConstructor(int.class);
      constructor.setAccessible(true);
      return constructor.newInstance(number);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("needs --add-opens java.base/java.io=ALL-UNNAMED", e);
    }
  }

  /** The next Command; null at the end of the channel. */
  @Nullable Command receive() {
    while (true) {
      String frame = read();
      if (frame == null) {
        return null;
      }
      try {
        return Json.command(frame);
      } catch (JacksonException e) {
        log.println("not a Command, ignored: " + e.getOriginalMessage());
      }
    }
  }

  private @Nullable String read() {
    try {
      return Frames.read(in);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Sends in the order of the calls. From any thread. */
  void send(Event event) {
    sender.send(event);
  }

  /** Ends the process over a fault of the kernel itself. */
  void fail(Throwable fault) {
    fault.printStackTrace(log);
    log.flush();
    sender.awaitSent(LAST_WORDS);
    Runtime.getRuntime().halt(FAULT);
  }

  private IllegalStateException broken(IOException e) {
    log.println("the channel broke: " + e.getMessage());
    Runtime.getRuntime().halt(BROKEN);
    return new IllegalStateException(e);
  }
}
