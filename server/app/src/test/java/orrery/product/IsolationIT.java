package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Limits;
import orrery.kernels.KernelSettings;
import orrery.kernels.Kernels;

/** What holds without a sandbox, and that nothing of a kernel outlives its server. */
class IsolationIT {

  private static final long PATIENCE_SECONDS = 30;

  @TempDir Path data;

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(20);
    }
  }

  /** Whatever belongs to that server: kernels, and what they are wrapped in. */
  private static List<String> of(long server) {
    String mark = "-Dorrery.server=" + server + "@";
    return ProcessHandle.allProcesses()
        .map(process -> commandLine(process.pid()))
        .filter(line -> line.contains(mark))
        .toList();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(
          Path.of("/proc", String.valueOf(pid), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has ended meanwhile
    }
  }

  @Test
  void withoutASandboxCellsRunWithinLimitsAndThePageSaysSo() throws Exception {
    try (Product product = Product.serve(data, Map.of("ORRERY_SANDBOX", "off"))) {
      assertThat(product.get("/").body())
          .contains("Cells run without a sandbox: they can read your files and use your network.");
      try (Wire wire = Wire.open(product, product.notebook("01-open-the-bookstore"))) {
        assertThat(wire.run("scratch", "ProcessHandle.allProcesses().count() > 2").toString())
            .contains("\"true\"");
        assertThat(wire.run("scratch", "System.getenv(\"ORRERY_DATA\")").toString())
            .contains("\"null\"");
        assertThat(
                wire.run(
                        "scratch",
                        "new java.io.RandomAccessFile(\"large\", \"rw\").setLength(1L << 30)")
                    .toString())
            .contains("File too large");
        assertThat(wire.run("scratch", "new java.net.Socket(\"127.0.0.1\", 1)").toString())
            .contains("ConnectException");
        assertThat(wire.run("scratch", "6 * 7").toString()).contains("\"42\"");
      }
    }
  }

  @Test
  void withoutASandboxNoOtherAddressThanTheLoopbackIsServed() throws Exception {
    Map<String, String> open = Map.of("ORRERY_SANDBOX", "off", "SERVER_ADDRESS", "0.0.0.0");

    Product.Result refused = Product.run(data, 0, open);

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output())
        .contains("Orrery did not start: whoever reaches 0.0.0.0 could run programs as you")
        .contains("ORRERY_UNSANDBOXED_NETWORK=true")
        .doesNotContain("\tat ");
  }

  @Test
  void whoTakesTheRiskIsServed() throws Exception {
    Map<String, String> risk =
        Map.of(
            "ORRERY_SANDBOX", "off",
            "SERVER_ADDRESS", "0.0.0.0",
            "ORRERY_UNSANDBOXED_NETWORK", "true");
    try (Product product = Product.serve(data, risk)) {
      assertThat(product.get("/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aServerThatIsKilledLeavesNoKernelBehind() throws Exception {
    Product product = Product.serve(data);
    // A process that makes one is no kernel, and goes on to its end.
    product.awaitClassArchive();
    List<Wire> wires = new ArrayList<>();
    for (String lesson : List.of("01-open-the-bookstore", "02-build-a-factory")) {
      Wire wire = Wire.open(product, product.notebook(lesson));
      wire.send(new Command.Run(0, "scratch", "while (true) { }"));
      wire.until("started");
      wires.add(wire);
    }
    long server = product.pid();
    assertThat(of(server)).hasSizeGreaterThanOrEqualTo(2);

    product.kill();

    await("kernels end with their server", () -> of(server).isEmpty());
    wires.forEach(Wire::close);
  }

  @Test
  void aNotebookClosedWhileItsKernelBeginsLeavesNothing() throws Exception {
    long server;
    try (Product product = Product.serve(data)) {
      server = product.pid();
      try (Wire wire = Wire.open(product, product.notebook("01-open-the-bookstore"))) {
        for (int i = 0; i < 12; i++) {
          wire.send(new Command.Restart());
          Thread.sleep(i * 10L);
        }
        assertThat(wire.run("scratch", "6 * 7").toString()).contains("\"42\"");
        await("one kernel is left", () -> product.kernels().size() == 1);
      }
    }
    await("none is left", () -> of(server).isEmpty());
    assertThat(Product.kernelFolders()).isEmpty();
  }

  /** As the bench does. */
  @Test
  void twoKindsOfKernelsInOneProcessAreBothHeld(@TempDir Path cache) {
    KernelSettings settings = new KernelSettings(cache, KernelSettings.MEMORY, Limits.DEFAULT);
    try (Kernels one = new Kernels(settings, false);
        Kernels other = new Kernels(settings.notInspecting(), false)) {
      assertThat(one.isolation().inWords()).isEqualTo(other.isolation().inWords());
      assertThat(one.isolation().isSandbox()).isTrue();
    }
  }
}
