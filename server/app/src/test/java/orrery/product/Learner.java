package orrery.product;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Command;
import tools.jackson.databind.JsonNode;

/** One who runs cells all the time, comes back when the connection breaks, and minds nothing. */
final class Learner implements Runnable {

  private static final List<String> CELLS = List.of("scratch", "first");

  private static final List<String> SOURCES =
      List.of(
          "6 * 7",
          "for (int i = 0; i < 100; i++) { System.out.println(\"line \" + i); Thread.sleep(3); }",
          "Thread.sleep(700); System.err.println(\"slept\");",
          "int kept = 1; record Pair(int a, int b) {} new Pair(kept, 2)",
          "@Entity class Note { @Id @GeneratedValue Long id; String text; }\n"
              + "var factory = new Configuration().addAnnotatedClass(Note.class)"
              + ".setProperty(\"hibernate.hbm2ddl.auto\", \"create\").buildSessionFactory();\n"
              + "factory.inTransaction(s -> { for (int i = 0; i < 20; i++) s.persist(new Note()); });\n"
              + "factory.close();",
          "throw new IllegalStateException(\"no\");",
          "int nowhere = missing;",
          "while (true) { }",
          "System.out.print(\"x\".repeat(300_000));",
          "var all = new ArrayList<long[]>(); while (true) all.add(new long[1_000_000]);");

  private final String notebook;
  private final Supplier<Product> product;
  private final Account account;
  private final Random random;
  private final AtomicInteger connections = new AtomicInteger();
  private volatile @Nullable Wire wire;
  private volatile boolean done;

  Learner(String notebook, Supplier<Product> product, Account account, long seed) {
    this.notebook = notebook;
    this.product = product;
    this.account = account;
    this.random = new Random(seed);
  }

  /** No further run is begun. */
  void stop() {
    done = true;
  }

  /** The connection breaks. */
  void drop() {
    Wire now = wire;
    if (now != null) {
      now.close();
    }
  }

  /** The connection takes its time over each message. */
  void slow(long millis) {
    Wire now = wire;
    if (now != null) {
      now.slow(millis);
    }
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void run() {
    while (!done) {
      try (Wire now = new Wire(product.get(), notebook)) {
        wire = now;
        connections.incrementAndGet();
        now.send(new Command.Hello(account.last()));
        visit(now);
      } catch (InterruptedException e) {
        return;
      } catch (Exception gone) {
        pause(); // the server or the connection; both come back
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      done = true;
    }
  }

  private void visit(Wire now) throws Exception {
    long before = 0;
    while (!done && now.isOpen()) {
      now.send(new Command.Run(0, pick(CELLS), pick(SOURCES)));
      before = follow(now, before, random.nextInt(5) == 0 ? 500 : 4_000);
      now.send(new Command.Interrupt());
      before = follow(now, before, 200);
    }
  }

  /** Takes what comes until a run has finished and it is quiet, or time is up. */
  private long follow(Wire now, long last, long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean finished = false;
    long before = last;
    while (System.nanoTime() < end && now.isOpen()) {
      JsonNode event = now.next(finished ? 20 : 100);
      if (event != null) {
        before = account.show(event, before);
        finished |= event.get("type").asString().equals("finished");
      } else if (finished) {
        return before;
      }
    }
    return before;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
