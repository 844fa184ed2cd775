package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

  @TempDir Path folder;

  @Test
  void keepsANotebookAndItsEventsOverARestart() {
    try (Store store = Store.open(folder)) {
      store.create("id1", "01-a-lesson");
      store.add("id1", new Store.SavedEvent(1, "run a", "{\"x\":\"é\"}"));
      store.add("id1", new Store.SavedEvent(2, "text a", "x".repeat(100_000)));
    }

    try (Store store = Store.open(folder)) {
      assertThat(store.byLesson("01-a-lesson")).contains(new Store.Saved("id1", "01-a-lesson"));
      assertThat(store.byId("id1")).isPresent();
      assertThat(store.byId("id2")).isEmpty();
      assertThat(store.events("id1"))
          .containsExactly(
              new Store.SavedEvent(1, "run a", "{\"x\":\"é\"}"),
              new Store.SavedEvent(2, "text a", "x".repeat(100_000)));
    }
  }

  @Test
  void dropsWhatIsVoid() {
    try (Store store = Store.open(folder)) {
      store.create("id1", "01-a-lesson");
      store.add("id1", new Store.SavedEvent(1, "run a", "1"));
      store.add("id1", new Store.SavedEvent(2, "run b", "2"));
      store.add("id1", new Store.SavedEvent(3, "run a", "3"));
      store.drop("id1", "run a", 3);

      assertThat(store.events("id1")).extracting(Store.SavedEvent::seq).containsExactly(2L, 3L);

      store.dropAll("id1", 3);
      assertThat(store.events("id1")).extracting(Store.SavedEvent::seq).containsExactly(3L);
    }
  }
}
