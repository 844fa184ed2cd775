package orrery.store;

import java.nio.file.Path;
import java.util.List;

/**
 * A process that writes until it is killed, and prints the number of each Event that it was told to
 * be on disk.
 */
final class Scribe {

  private Scribe() {}

  public static void main(String[] args) throws Exception {
    try (Store store = Store.open(Path.of(args[0]))) {
      String id = store.find("host", "lesson").map(Store.Saved::id).orElse("");
      if (id.isEmpty()) {
        id = store.create("id1", "host", "lesson").id();
      }
      List<Store.SavedEvent> before = store.events(id);
      long last = before.isEmpty() ? 0 : before.get(before.size() - 1).seq();
      for (long seq = last + 1; ; seq++) {
        store.awaitRoom();
        String json = (seq % 20 == 0 ? "x".repeat(8_000) : "short ") + seq;
        store.add(id, new Store.SavedEvent(seq, "run", json), Store.Voids.NOTHING, new Printing());
      }
    }
  }

  private record Printing() implements Store.Kept {

    @Override
    public void kept(long seq) {
      System.out.println(seq);
    }

    @Override
    public void refused(long seq) {
      System.out.println("refused " + seq);
    }
  }
}
