package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.kernel.protocol.Command;
import tools.jackson.databind.JsonNode;

/**
 * Whatever may end, freeze or go away does so at random while notebooks are at work: kernels,
 * connections, the server. In the end every Event is accounted for. {@code -Dchaos.seconds} says
 * for how long (300), {@code -Dchaos.seed} repeats the choices of a run, though not their moments.
 */
class ChaosEndurance {

  private static final int NOTEBOOKS = 6;
  private static final long SECONDS = Long.getLong("chaos.seconds", 300);
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
  private static final String LESSON =
      "# Lesson %d\n\n## Cells\n\n```java name=first\nint a;\n```\n";

  @TempDir Path data;
  @TempDir Path lessons;

  private final Random random = new Random(SEED);
  private final AtomicReference<Product> product = new AtomicReference<>();
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final List<Learner> learners = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, Integer> deeds = new LinkedHashMap<>();

  /** All that any server of ours has started, and the servers. */
  private final Set<ProcessHandle> processes = new LinkedHashSet<>();

  /** All that the servers have printed. */
  private final List<String> said = new ArrayList<>();

  private int port;

  @AfterEach
  void end() throws Exception {
    learners.forEach(Learner::stop);
    product.get().kill();
  }

  @Test
  void everyEventIsAccountedFor() throws Exception {
    System.out.println("chaos for " + SECONDS + " s, -Dchaos.seed=" + SEED);
    begin();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(900));
      processes.addAll(product.get().processes());
      disturb();
    }
    for (Learner learner : learners) {
      learner.stop();
    }
    for (Thread thread : threads) {
      thread.join(Duration.ofMinutes(1).toMillis());
    }
    restart();

    List<String> wrongs = new ArrayList<>();
    for (Map.Entry<String, Account> account : accounts.entrySet()) {
      wrongs.addAll(
          account.getValue().settle(Account.kept(new Wire(product.get(), account.getKey()))));
    }
    System.out.println(figures());
    assertThat(wrongs)
        .as("seed %d, the servers said:\n%s", SEED, String.join("\n", said))
        .isEmpty();
    for (String notebook : accounts.keySet()) {
      stillRuns(notebook);
    }
    product.get().close();
    nothingIsLeft();
  }

  private void begin() throws Exception {
    for (int i = 1; i <= NOTEBOOKS; i++) {
      Files.writeString(lessons.resolve("%02d-run-cells.md".formatted(i)), LESSON.formatted(i));
    }
    serve();
    for (int i = 1; i <= NOTEBOOKS; i++) {
      String notebook = product.get().notebook("%02d-run-cells".formatted(i));
      Account account = new Account(notebook);
      accounts.put(notebook, account);
      Learner learner = new Learner(notebook, product::get, account, random.nextLong());
      learners.add(learner);
      Thread thread = new Thread(learner, "learner-" + i);
      thread.start();
      threads.add(thread);
    }
  }

  private void serve() throws Exception {
    product.set(Product.serve(data, port, Map.of("ORRERY_LESSONS", lessons.toString())));
    port = product.get().port();
  }

  private void disturb() throws Exception {
    int choice = random.nextInt(100);
    if (choice < 5) {
      did("server killed");
      restart();
    } else if (choice < 35) {
      kernel("kernel killed", "-KILL");
    } else if (choice < 50) {
      freeze();
    } else if (choice < 75) {
      did("connection dropped");
      pick(learners).drop();
    } else {
      did("connection slowed");
      pick(learners).slow(random.nextInt(3) == 0 ? 2_000 : random.nextInt(30));
    }
  }

  private void restart() throws Exception {
    processes.addAll(product.get().processes());
    product.get().kill();
    said.addAll(product.get().printed());
    serve();
  }

  /** For a while or for good. */
  private void freeze() throws Exception {
    ProcessHandle frozen = kernel("kernel frozen", "-STOP");
    if (frozen != null && random.nextBoolean()) {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
      signal("-CONT", frozen);
    }
  }

  private @Nullable ProcessHandle kernel(String deed, String signal) throws Exception {
    List<ProcessHandle> kernels = product.get().kernels();
    if (kernels.isEmpty()) {
      return null;
    }
    did(deed);
    ProcessHandle kernel = pick(kernels);
    signal(signal, kernel);
    return kernel;
  }

  private static void signal(String signal, ProcessHandle process) throws Exception {
    new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private void did(String deed) {
    deeds.merge(deed, 1, Integer::sum);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private void stillRuns(String notebook) throws Exception {
    try (Wire wire = new Wire(product.get(), notebook)) {
      wire.send(new Command.Hello(accounts.get(notebook).last()));
      wire.send(new Command.Restart());
      List<JsonNode> told = wire.run("scratch", "6 * 7");
      assertThat(told.toString()).as(notebook).contains("\"text\":\"42\"", "\"status\":\"ok\"");
    }
  }

  private String figures() {
    int shown = accounts.values().stream().mapToInt(Account::size).sum();
    long runs = accounts.values().stream().mapToLong(Account::runs).sum();
    int connections = learners.stream().mapToInt(Learner::connections).sum();
    return "%s; %d connections, %d runs, %d Events shown"
        .formatted(deeds, connections, runs, shown);
  }

  /** A frozen process ends by SIGKILL only; each is given some time. */
  private void nothingIsLeft() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (processes.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(processes.stream().filter(ProcessHandle::isAlive).map(ProcessHandle::info))
        .isEmpty();
    assertThat(Product.kernelFolders()).isEmpty();
  }
}
