package orrery.kernel;

import java.nio.file.Path;
import java.util.List;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Json;
import orrery.kernel.protocol.Limits;
import orrery.kernel.shell.Shell;

/**
 * Starts a kernel. Commands come in and Events go out as frames; the process ends with its channel.
 *
 * <p>One argument: {@code --fds} for a channel on descriptors 3 (in) and 4 (out), {@code --stdio}
 * for one on standard input and output, {@code --train} to run a few cells without a channel and
 * exit, for a class-data archive, {@code --probe FILE PORT} to try what a sandbox must forbid. The
 * system property {@code orrery.limits} may hold {@link Limits} as JSON. For measurements: {@code
 * orrery.inspect} set to {@code false} turns the inspector off, {@code orrery.metered} set to
 * {@code true} measures it, {@code orrery.rehearsed} has the rehearsal go on to its end.
 *
 * <p>The JVM needs {@code --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED}, for {@code --fds} also
 * {@code --add-opens java.base/java.io=ALL-UNNAMED}, and a full JDK, not a JRE.
 */
public final class Main {

  private static final int USAGE = 2;

  private static final boolean TO_THE_END = Boolean.getBoolean("orrery.rehearsed");

  private static final boolean METERED = Boolean.getBoolean("orrery.metered");

  /** A server that has something to run sends it at once. */
  private static final int QUIET_MILLIS = 300;

  private Main() {}

  /** Runs cells on this thread, which is the one named main that their code sees. */
  public static void main(String[] arguments) {
    if (arguments.length == 3 && arguments[0].equals("--probe")) {
      Probe.run(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
    }
    switch (String.join(" ", arguments)) {
      case "--fds" -> serve(Channel.onInheritedDescriptors());
      case "--stdio" -> serve(Channel.onStandardStreams());
      case "--train" -> new Rehearsal(limits()).train();
      default -> {
        System.err.println("usage: --fds | --stdio | --train | --probe FILE PORT");
        System.exit(USAGE);
      }
    }
  }

  private static Limits limits() {
    String json = System.getProperty("orrery.limits");
    return json == null ? Limits.DEFAULT : Json.MAPPER.readValue(json, Limits.class);
  }

  private static void serve(Channel channel) {
    Inbox inbox = new Inbox(channel);
    try {
      if (METERED) {
        Meter.install();
      }
      Shell shell = shell(channel, inbox);
      if (TO_THE_END || inbox.isEmpty()) {
        // What the rehearsal left goes now, rather than in the middle of a cell.
        System.gc();
      }
      inbox.leadTo(shell);
      while (true) {
        shell.runNext();
      }
    } catch (Throwable fault) {
      // Not the learner's but ours. Threads of theirs would keep a process alive that runs nothing.
      channel.fail(fault);
    }
  }

  /**
   * The learner's Shell. Where nothing is asked of it, a kernel rehearses, as long as that takes
   * the processor from nobody, and its Shell is made anew.
   */
  private static Shell shell(Channel channel, Inbox inbox) {
    Shell shell = new Shell(limits(), channel::send);
    channel.send(new Event.Kernel(Event.State.READY, "", List.of()));
    inbox.open();
    Thread preparing = new Thread(Json::prepare, "orrery-preparing");
    preparing.setDaemon(true);
    preparing.start();
    if (!TO_THE_END && !inbox.staysEmpty(QUIET_MILLIS)) {
      return shell;
    }
    shell.close();
    Crowding others = new Crowding();
    new Rehearsal(limits()).run(() -> TO_THE_END || inbox.isEmpty() && !others.isSeen());
    return new Shell(limits(), channel::send);
  }
}
