package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

  @TempDir Path folder;
  private final List<Long> kept = new CopyOnWriteArrayList<>();
  private final List<Long> refused = new CopyOnWriteArrayList<>();

  private final Store.Kept told =
      new Store.Kept() {
        @Override
        public void kept(long seq) {
          kept.add(seq);
        }

        @Override
        public void refused(long seq) {
          refused.add(seq);
        }
      };

  private void add(Store store, long seq, String slot, Store.Voids voids) {
    store.add("id1", new Store.SavedEvent(seq, slot, "{\"n\":" + seq + "}"), voids, told);
  }

  @Test
  void keepsANotebookAndItsEventsOverARestart() {
    Store.SavedEvent small = new Store.SavedEvent(1, "run a", "{\"x\":\"é\"}");
    Store.SavedEvent large = new Store.SavedEvent(2, "text a", "x".repeat(100_000));
    try (Store store = Store.open(folder)) {
      store.create("id1", "host", "01-a-lesson");
      store.add("id1", small, Store.Voids.NOTHING, told);
      store.add("id1", large, Store.Voids.NOTHING, told);
    }
    assertThat(kept).containsExactly(1L, 2L);

    try (Store store = Store.open(folder)) {
      assertThat(store.mishap()).isEmpty();
      assertThat(store.find("host", "01-a-lesson"))
          .contains(new Store.Saved("id1", "host", "01-a-lesson"));
      assertThat(store.byId("id1")).isPresent();
      assertThat(store.byId("id2")).isEmpty();
      assertThat(store.events("id1")).containsExactly(small, large);
    }
  }

  @Test
  void ofALessonEachOwnerHasANotebook() {
    try (Store store = Store.open(folder)) {
      store.create("id1", "host", "01-a-lesson");
      store.create("id2", "learner", "01-a-lesson");

      assertThat(store.find("host", "01-a-lesson")).get().extracting("id").isEqualTo("id1");
      assertThat(store.find("learner", "01-a-lesson")).get().extracting("id").isEqualTo("id2");
      assertThat(store.find("other", "01-a-lesson")).isEmpty();
    }
  }

  @Test
  void countsWhatAnOwnersNotebooksHold() {
    try (Store store = Store.open(folder)) {
      store.create("id1", "host", "01-a-lesson");
      store.create("id2", "host", "02-a-lesson");
      store.create("id3", "learner", "01-a-lesson");
      store.add("id1", new Store.SavedEvent(1, "a", "é".repeat(9)), Store.Voids.NOTHING, told);
      store.add("id1", new Store.SavedEvent(2, "b", "x".repeat(90_000)), Store.Voids.SLOT, told);
      store.add("id3", new Store.SavedEvent(1, "a", "xyz"), Store.Voids.NOTHING, told);
      store.events("id1");

      assertThat(store.chars("host")).isEqualTo(Map.of("id1", 90_009L));
      assertThat(store.chars("learner")).isEqualTo(Map.of("id3", 3L));
    }
  }

  @Test
  void anEventTakesThePlaceOfWhatItMakesVoid() {
    try (Store store = Store.open(folder)) {
      store.create("id1", "host", "01-a-lesson");
      add(store, 1, "run a", Store.Voids.SLOT);
      add(store, 2, "run b", Store.Voids.SLOT);
      add(store, 3, "run a", Store.Voids.SLOT);

      assertThat(store.events("id1")).extracting(Store.SavedEvent::seq).containsExactly(2L, 3L);

      add(store, 4, "notebook", Store.Voids.ALL);
      assertThat(store.events("id1")).extracting(Store.SavedEvent::seq).containsExactly(4L);
    }
  }

  @Test
  void whatNoDatabaseTakesIsRefusedAndTheRestIsKept() {
    try (Store store = Store.open(folder)) {
      store.create("id1", "host", "01-a-lesson");
      add(store, 1, "run a", Store.Voids.NOTHING);
      add(store, 2, "much too long ".repeat(100), Store.Voids.NOTHING);
      add(store, 3, "run a", Store.Voids.NOTHING);

      assertThat(store.events("id1")).extracting(Store.SavedEvent::seq).containsExactly(1L, 3L);
      assertThat(refused).containsExactly(2L);
      assertThat(store.state().isWell()).isTrue();
    }
  }

  @Test
  void keepsThemInTheirOrder() {
    try (Store store = Store.open(folder)) {
      store.create("id1", "host", "01-a-lesson");
      LongStream.rangeClosed(1, 3_000).forEach(seq -> add(store, seq, "run", Store.Voids.NOTHING));
    }
    assertThat(kept).hasSize(3_000).isSorted();
  }

  @Test
  void aLargeFileIsMadeSmallerWhileOthersReadAndWrite() throws Exception {
    Store.open(folder).close();
    Path file = folder.resolve(Database.NAME + Database.ENDING);
    long large = 2L << 20;
    Database database = new Database(Database.source(folder, Database.NAME), file, large);
    long largest = 0;
    try (Store store = new Store(folder, database, "")) {
      store.create("id1", "host", "01-a-lesson");
      for (long seq = 1; seq <= 300; seq++) {
        String text = "x".repeat(20_000) + seq;
        store.add("id1", new Store.SavedEvent(seq, "run a", text), Store.Voids.SLOT, told);
        assertThat(store.byId("id1")).isPresent();
        assertThat(store.events("id1")).containsExactly(new Store.SavedEvent(seq, "run a", text));
        largest = Math.max(largest, Files.size(file));
      }
      store.create("id2", "host", "02-a-lesson");
      assertThat(Files.size(file)).isLessThan(largest);
    }
    assertThat(largest).isLessThan(2 * large);
    assertThat(kept).hasSize(300);
  }
}
