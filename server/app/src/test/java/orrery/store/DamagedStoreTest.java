package orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that can't be opened, or that open and can't be read. */
class DamagedStoreTest {

  private static final int EVENTS = 400;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() {
    file = folder.resolve("notebooks.mv.db");
    try (Store store = Store.open(folder)) {
      store.create("id1", "host", "01-a-lesson");
      for (long seq = 1; seq <= EVENTS; seq++) {
        add(store, seq);
      }
    }
  }

  private static void add(Store store, long seq) {
    String json = "{\"n\":" + seq + ",\"text\":\"" + "x".repeat(200) + "\"}";
    Store.Kept deaf =
        new Store.Kept() {
          @Override
          public void kept(long kept) {}

          @Override
          public void refused(long refused) {}
        };
    store.add("id1", new Store.SavedEvent(seq, "run", json), Store.Voids.NOTHING, deaf);
  }

  /** A start that finds nothing wrong, and so keeps a copy; {@code more} Events come after it. */
  private void startWell(int more) {
    try (Store store = Store.open(folder)) {
      assertThat(store.mishap()).isEmpty();
      for (long seq = EVENTS + 1; seq <= EVENTS + more; seq++) {
        add(store, seq);
      }
    }
  }

  private List<Path> aside() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> each.getFileName().toString().contains(".corrupt-")).toList();
    }
  }

  /** Opens it, and expects so many Events and these words. */
  private void assertRescued(int least, String words) throws IOException {
    byte[] damaged = Files.readAllBytes(file);
    try (Store store = Store.open(folder)) {
      assertThat(store.mishap()).contains("damaged", words, "notebooks.corrupt-");
      assertThat(store.events("id1")).hasSizeGreaterThanOrEqualTo(least);
      store.create("id2", "host", "02-another");
    }
    assertThat(aside()).hasSize(1);
    assertThat(Files.readAllBytes(aside().get(0))).isEqualTo(damaged);
    try (Store store = Store.open(folder)) {
      assertThat(store.mishap()).isEmpty();
      assertThat(store.byId("id2")).isPresent();
    }
  }

  private void overwrite(long from, int length) throws IOException {
    byte[] garbage = new byte[length];
    new Random(1).nextBytes(garbage);
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(from);
      open.write(garbage);
    }
  }

  private void truncate(long length) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(length);
    }
  }

  @Test
  void aFileOfGarbageGivesWayToTheNewestCopy() throws Exception {
    startWell(0);
    overwrite(0, (int) Files.size(file));

    assertRescued(EVENTS, "came back, as they were when");
  }

  @Test
  void aTruncatedFileGivesWayToTheNewestCopy() throws Exception {
    startWell(0);
    truncate(5_000);

    assertRescued(EVENTS, "came back");
  }

  @Test
  void anEmptyFileIsNotTakenForANewOne() throws Exception {
    startWell(0);
    truncate(0);

    assertRescued(EVENTS, "came back");
  }

  @Test
  void aBadCopyIsPassedOver() throws Exception {
    startWell(0);
    startWell(20);
    Path newest = new Backups(folder).newestFirst().get(0);
    Files.writeString(newest, "no database");
    overwrite(0, (int) Files.size(file));

    assertRescued(EVENTS, "came back");
  }

  @Test
  void withNeitherContentNorCopyAllBeginsAnew() throws Exception {
    overwrite(0, (int) Files.size(file));

    assertRescued(0, "all begins anew");
  }

  /**
   * Wherever in the file half a page is broken: it opens, or is rescued. What stands in the text of
   * an Event no database notices; the notebook leaves such Events out.
   */
  @Test
  void halfAPageAnywhereCostsNoStart() throws Exception {
    byte[] good = Files.readAllBytes(file);
    startWell(0);
    int rescued = 0;
    for (long at = 0; at < good.length - 2048; at += Math.max(4096, good.length / 8)) {
      Files.write(file, good);
      overwrite(at, 2048);
      try (Store store = Store.open(folder)) {
        rescued += store.mishap().isEmpty() ? 0 : 1;
        assertThatCode(() -> store.events("id1")).as("at %d", at).doesNotThrowAnyException();
      }
    }
    assertThat(rescued).isPositive();
    assertThat(aside()).hasSize(rescued);
  }

  @Test
  void threeCopiesAreKept() throws Exception {
    for (int i = 0; i < 5; i++) {
      startWell(0);
    }

    assertThat(new Backups(folder).newestFirst()).hasSize(3);
  }

  @Test
  void aNewerSchemaIsRefusedAndLeftAlone() throws Exception {
    var source = Database.source(folder, Database.NAME);
    Database.execute(
        source,
        "insert into \"flyway_schema_history\" select 99, '99', 'later', \"type\","
            + " 'V99__later.sql', \"checksum\", \"installed_by\", \"installed_on\","
            + " \"execution_time\", \"success\" from \"flyway_schema_history\""
            + " where \"version\" = '1'");
    Database.execute(source, "shutdown");

    assertThatThrownBy(() -> Store.open(folder))
        .isInstanceOf(UnusableStore.class)
        .hasMessageContaining("newer Orrery")
        .hasMessageNotContaining("\n");
    assertThat(aside()).isEmpty();
  }
}
