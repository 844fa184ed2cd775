package orrery;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import javax.tools.ToolProvider;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import orrery.check.Bench;
import orrery.check.Check;
import orrery.isolation.SelfTest;
import orrery.isolation.UnusableSetting;
import orrery.kernel.protocol.Limits;
import orrery.kernels.InKernel;
import orrery.kernels.KernelSettings;
import orrery.kernels.Kernels;

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
    String command = args.length == 0 ? "" : args[0];
    switch (command) {
      case "check" -> System.exit(status(Orrery::check, args));
      case "bench" -> System.exit(status(Orrery::bench, args));
      default -> serve(args);
    }
  }

  private static int status(ToIntFunction<List<String>> command, String[] args) {
    try {
      return command.applyAsInt(List.of(args).subList(1, args.length));
    } catch (UnusableSetting e) {
      System.err.println(e.getMessage());
      return Check.UNUSABLE;
    }
  }

  private static int bench(List<String> arguments) {
    List<String> rest = new ArrayList<>(arguments);
    KernelSettings settings =
        rest.remove(Bench.UNREHEARSED) ? settings() : settings().whenRehearsed();
    try (Kernels inspecting = new Kernels(settings.metered(), true);
        Kernels other = new Kernels(settings.notInspecting(), false)) {
      inspecting.awaitArchive();
      return new Bench(
              inspect -> new InKernel(inspect ? inspecting : other, InKernel.CELL_SECONDS),
              utf8(System.out),
              utf8(System.err))
          .run(rest);
    }
  }

  private static KernelSettings settings() {
    Path cache = Places.cache(System.getenv("ORRERY_CACHE"));
    String sandbox = System.getenv().getOrDefault("ORRERY_SANDBOX", "auto");
    return new KernelSettings(cache, KernelSettings.MEMORY, Limits.DEFAULT)
        .in(SelfTest.Wanted.of(sandbox));
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
      System.exit(new FailedStart(e).tell(System.err));
    }
  }
}
