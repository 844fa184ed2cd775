package orrery.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a store, or finds out why it can't be opened. */
final class Opening {

  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  private static final String ELSEWHERE = "choose another folder: ORRERY_DATA=…";

  private final Path folder;
  private final Path file;
  private final Backups backups;

  Opening(Path folder) {
    this.folder = folder;
    this.file = folder.resolve(Database.NAME + Database.ENDING);
    this.backups = new Backups(folder);
  }

  /**
   * Opens what is there, which is checked and copied first, or makes it.
   *
   * @throws UnusableStore if the user has to do something first
   */
  Store open() {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "try", ".tmp"));
      String mishap = Files.exists(file) ? checked() : "";
      if (!Files.exists(file)) {
        create();
      }
      DataSource source = Database.source(folder, Database.NAME);
      flyway(source).migrate();
      return new Store(folder, new Database(source, file, Database.LARGE), mishap);
    } catch (IOException | SQLException e) {
      throw unusable(e);
    } catch (RuntimeException e) {
      throw isMendable(e) ? unusable(e) : e;
    }
  }

  /** Under another name first: what has the right name was whole once. */
  private void create() throws IOException, SQLException {
    String name = Database.NAME + ".new";
    Path half = folder.resolve(name + Database.ENDING);
    Files.deleteIfExists(half);
    DataSource source = Database.source(folder, name);
    flyway(source).migrate();
    Database.execute(source, "shutdown");
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Flyway flyway(DataSource source) {
    return Flyway.configure().dataSource(source).locations("classpath:store").load();
  }

  /**
   * Checks the file, and keeps a copy if it is good; if not, saves what can be saved.
   *
   * @return what became of it, in a sentence; empty if it is good
   */
  private String checked() throws IOException, SQLException {
    if (Files.size(file) == 0) { // H2 would take it for a new one
      return new Rescue(folder, backups).of(file);
    }
    DataSource source = Database.source(folder, Database.NAME);
    Checkup holds;
    try {
      refuseNewer(source);
      holds = Checkup.of(source);
      if (holds.isBehind(backups.last())) {
        throw new SQLException("it holds " + holds + " after " + backups.last());
      }
      Database.execute(source, "shutdown compact"); // reads each page, of indexes too
    } catch (SQLException | RuntimeException | OutOfMemoryError | AssertionError e) {
      // What H2 takes for a length, in a page of garbage, may be more than there is memory.
      Database.abandon(source);
      if (isMendable(e)) {
        throw unusable(e);
      }
      LOG.error("The notebooks' file {} is damaged: {}", file, Disk.root(e).toString());
      return new Rescue(folder, backups).of(file);
    }
    backups.keep(file, holds);
    return "";
  }

  private void refuseNewer(DataSource source) {
    MigrationInfo[] applied = flyway(source).info().applied();
    Arrays.stream(applied)
        .filter(each -> each.getState() == MigrationState.FUTURE_SUCCESS)
        .findFirst()
        .ifPresent(
            newer -> {
              throw newer(null);
            });
  }

  private UnusableStore newer(@Nullable Throwable cause) {
    return new UnusableStore(
        "the notebooks in " + folder + " were kept by a newer Orrery. Use that, or " + ELSEWHERE,
        cause);
  }

  /** Whether the file is sound, and something else is wrong that a user can mend. */
  private boolean isMendable(Throwable failure) {
    return failure instanceof UnusableStore
        || Disk.isInUse(failure)
        || Disk.isOf(failure, ErrorCode.FILE_VERSION_ERROR_1)
        || Disk.isFull(folder, failure);
  }

  private RuntimeException unusable(Throwable failure) {
    if (failure instanceof UnusableStore already) {
      return already;
    }
    if (Disk.isInUse(failure)) {
      return new UnusableStore(
          "the notebooks in " + folder + " are open in another Orrery. Stop it, or " + ELSEWHERE,
          failure);
    }
    if (Disk.isOf(failure, ErrorCode.FILE_VERSION_ERROR_1)) {
      return newer(failure);
    }
    if (Disk.isFull(folder, failure)) {
      return new UnusableStore(
          "the disk of " + folder + " is full. Free space on it, or " + ELSEWHERE, failure);
    }
    String why = failure instanceof AccessDeniedException ? "" : ": " + failure.getMessage();
    return new UnusableStore(
        "the folder " + folder + " cannot be written" + why + ". Make it writable, or " + ELSEWHERE,
        failure);
  }
}
