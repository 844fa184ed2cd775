package orrery.kernel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Json;
import orrery.kernel.shell.Shell;

/** Reads the channel's Commands, on a thread of its own, and hands them to the Shell. */
final class Inbox {

  private final Channel channel;
  private final CountDownLatch first = new CountDownLatch(1);
  private final CompletableFuture<Shell> shell = new CompletableFuture<>();

  Inbox(Channel channel) {
    this.channel = channel;
  }

  /** From here on it reads; the process ends with its channel. */
  void open() {
    Thread reader = new Thread(this::read, "orrery-channel");
    reader.setDaemon(true);
    reader.setUncaughtExceptionHandler((thread, fault) -> channel.fail(fault));
    reader.start();
  }

  /** Whether no Command has come yet. */
  boolean isEmpty() {
    return first.getCount() > 0;
  }

  /** Whether none comes within that time. */
  boolean staysEmpty(int millis) {
    try {
      return !first.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a kernel before its first cell", e);
    }
  }

  /** Those that have come, and all that follow, go to this one. */
  void leadTo(Shell shell) {
    this.shell.complete(shell);
  }

  private void read() {
    Command command = channel.receive();
    while (command != null) {
      first.countDown();
      pass(command, shell.join());
      command = channel.receive();
    }
    Runtime.getRuntime().halt(0);
  }

  private static void pass(Command command, Shell shell) {
    if (command instanceof Command.Run run) {
      shell.submit(run);
    } else if (command instanceof Command.Ask ask) {
      shell.submit(ask);
    } else if (command instanceof Command.Ping ping) {
      shell.submit(ping);
    } else if (command instanceof Command.Interrupt) {
      shell.interrupt();
    } else {
      System.err.println("not for a kernel, ignored: " + Json.write(command));
    }
  }
}
