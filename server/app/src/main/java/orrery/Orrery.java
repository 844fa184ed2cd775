package orrery;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import orrery.check.Bench;
import orrery.check.Check;
import orrery.isolation.NoSandbox;
import orrery.isolation.SelfTest;
import orrery.isolation.UnsafeAddress;
import orrery.kernel.protocol.Limits;
import orrery.kernels.InKernel;
import orrery.kernels.KernelSettings;
import orrery.kernels.Kernels;
import orrery.kernels.UnusableSetting;
import orrery.lesson.FaultyLessons;
import orrery.store.UnusableStore;

/**
 * The whole product: {@code java -jar orrery.jar} serves, {@code java -jar orrery.jar check} runs
 * lessons without a browser, {@code java -jar orrery.jar bench} measures what the inspector costs.
 */
public final class Orrery {

  private Orrery() {}

  /** Serves, or checks; see the README. */
  public static void main(String[] args) {
    if (ToolProvider.getSystemJavaCompiler() == null) {
      System.err.println(
          "Orrery needs a JDK, not only a runtime: the Java at "
              + System.getProperty("java.home")
              + " has no compiler.");
      System.exit(2);
    }
    if (args.length > 0 && args[0].equals("check")) {
      System.exit(check(List.of(args).subList(1, args.length)));
    }
    if (args.length > 0 && args[0].equals("bench")) {
      System.exit(bench(List.of(args).subList(1, args.length)));
    }
    serve(args);
  }

  private static int bench(List<String> arguments) {
    KernelSettings settings = settings();
    try (Kernels inspecting = new Kernels(settings, true);
        Kernels other = new Kernels(settings.notInspecting(), false)) {
      inspecting.awaitArchive();
      return new Bench(
              inspect -> new InKernel(inspect ? inspecting : other, InKernel.CELL_SECONDS),
              utf8(System.out),
              utf8(System.err))
          .run(arguments);
    }
  }

  private static KernelSettings settings() {
    Path cache = Places.cache(System.getenv("ORRERY_CACHE"));
    String sandbox = System.getenv().getOrDefault("ORRERY_SANDBOX", "auto");
    return new KernelSettings(cache, KernelSettings.MEMORY, Limits.DEFAULT)
        .in(SelfTest.Wanted.valueOf(sandbox.toUpperCase(Locale.ROOT)));
  }

  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private static int check(List<String> arguments) {
    try (Kernels kernels = new Kernels(settings(), false)) {
      return new Check(
              () -> new InKernel(kernels, InKernel.CELL_SECONDS),
              utf8(System.out),
              utf8(System.err))
          .run(arguments);
    }
  }

  /** Maven, when it is killed, leaves its child alone: a server that nobody could find again. */
  private static void endWithParent() {
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
  }

  private static void serve(String[] args) {
    if (Boolean.getBoolean("orrery.ends-with-parent")) {
      endWithParent();
    }
    SpringApplication server = new SpringApplication(Server.class);
    server.setBannerMode(Banner.Mode.OFF);
    server.setLogStartupInfo(false);
    try {
      server.run(args);
    } catch (RuntimeException e) {
      System.err.println("Orrery did not start: " + reason(e));
      System.exit(isUnusableInput(e) ? Check.UNUSABLE : 1);
    }
  }

  private static boolean isUnusableInput(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(cause -> cause instanceof FaultyLessons || cause instanceof NoSuchFileException);
  }

  /** One line for what a user can mend; the stack for what only we can. */
  private static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException taken) {
        return "port "
            + taken.getPort()
            + " is in use. Choose another: SERVER_PORT="
            + (taken.getPort() + 1)
            + " ./mvnw";
      }
      if (cause instanceof NoSuchFileException missing) {
        return "there is no " + missing.getFile();
      }
      if (cause instanceof FaultyLessons
          || cause instanceof UnusableStore
          || cause instanceof NoSandbox
          || cause instanceof UnusableSetting
          || cause instanceof UnsafeAddress) {
        return String.valueOf(cause.getMessage());
      }
    }
    StringWriter stack = new StringWriter();
    failure.printStackTrace(new PrintWriter(stack, true));
    return stack.toString();
  }
}
