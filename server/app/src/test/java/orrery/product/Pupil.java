package orrery.product;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import orrery.kernel.protocol.Command;
import orrery.lesson.Block;
import tools.jackson.databind.JsonNode;

/** One of a class: runs a lesson's cells one after the other, reads for a while, begins again. */
final class Pupil implements Runnable {

  /** How long one waits for a cell before something is wrong; a queue for kernels included. */
  private static final long PATIENCE_MILLIS = 180_000;

  private static final long SHORTEST_PAUSE = 1_500;
  private static final long LONGEST_PAUSE = 8_000;

  private final Product product;
  private final String cookie;
  private final String notebook;
  private final List<Block.Cell> cells;
  private final Account account;
  private final Figures first;
  private final Figures later;
  private final Random random;
  private final List<String> wrongs = new ArrayList<>();
  private volatile boolean done;
  private long before;

  Pupil(
      Product product,
      String lesson,
      List<Block.Cell> cells,
      Figures first,
      Figures later,
      long seed)
      throws Exception {
    this.product = product;
    this.cookie = product.learner();
    this.notebook = product.notebook(lesson, cookie);
    this.cells = cells;
    this.account = new Account(notebook);
    this.first = first;
    this.later = later;
    this.random = new Random(seed);
  }

  void stop() {
    done = true;
  }

  @Override
  public void run() {
    try (Wire wire = new Wire(product, notebook, cookie)) {
      wire.send(new Command.Hello(0));
      while (!done) {
        lesson(wire);
        wire.send(new Command.Reset(null));
      }
      wire.send(new Command.Ping());
      await(wire, "pong");
    } catch (Exception e) {
      wrongs.add(notebook + ": " + e);
    }
  }

  private void lesson(Wire wire) throws Exception {
    Figures figures = first;
    for (Block.Cell cell : cells) {
      pause(wire);
      if (done) {
        return;
      }
      long begun = System.nanoTime();
      wire.send(new Command.Run(0, cell.name(), cell.source()));
      JsonNode finished = await(wire, "finished");
      figures.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
      figures = later;
      String status = finished.get("status").asString();
      if (!status.equals(cell.fails() ? "failed" : "ok")) {
        wrongs.add(notebook + ": cell " + cell.name() + " " + status);
      }
    }
  }

  /** What comes after a run has ended is taken meanwhile. */
  private void pause(Wire wire) throws InterruptedException {
    long length = SHORTEST_PAUSE + (long) (random.nextDouble() * (LONGEST_PAUSE - SHORTEST_PAUSE));
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(length);
    while (System.nanoTime() < end) {
      JsonNode event = wire.next(100);
      if (event != null) {
        before = account.show(event, before);
      }
    }
  }

  private JsonNode await(Wire wire, String type) throws InterruptedException {
    JsonNode event = wire.next(PATIENCE_MILLIS);
    while (event != null) {
      before = account.show(event, before);
      if (event.get("type").asString().equals(type)) {
        return event;
      }
      event = wire.next(PATIENCE_MILLIS);
    }
    throw new IllegalStateException("waited in vain for " + type);
  }

  /** All that went wrong, compared with what a new browser is shown in the end. */
  List<String> settle() throws Exception {
    List<String> all = new ArrayList<>(wrongs);
    all.addAll(account.settle(Account.kept(new Wire(product, notebook, cookie))));
    return all;
  }

  int shown() {
    return account.size();
  }
}
