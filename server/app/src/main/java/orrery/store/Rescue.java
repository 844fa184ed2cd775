package orrery.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.tools.Recover;
import org.h2.tools.RunScript;
import org.h2.util.Tool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Saves what can be saved of a damaged file: what H2's own tool reads out of it, or the newest good
 * copy, whichever holds more. The damaged file is moved aside and stays as it is.
 */
final class Rescue {

  private static final Logger LOG = LoggerFactory.getLogger(Rescue.class);

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

  private final Path folder;
  private final Path workshop;
  private final Backups backups;

  Rescue(Path folder, Backups backups) {
    this.folder = folder;
    this.workshop = folder.resolve("rescue");
    this.backups = backups;
  }

  /** A file that could take the place of the damaged one. */
  private record Found(Path file, Checkup holds, String words) {

    String told() {
      return words
          .replace("#n", String.valueOf(holds.notebooks()))
          .replace("#e", String.valueOf(holds.events()));
    }
  }

  /**
   * Puts in the place of {@code damaged} what could be saved; nothing, if nothing could be.
   *
   * @return what was done, in a sentence
   */
  String of(Path damaged) throws IOException {
    String aside = Database.NAME + ".corrupt-" + LocalDateTime.now().format(TIME) + Database.ENDING;
    Path kept = Files.move(damaged, folder.resolve(aside));
    FileSystemUtils.deleteRecursively(workshop);
    Files.createDirectories(workshop);
    Optional<Found> found = better(recovered(kept), copied());
    if (found.isPresent()) {
      Files.move(found.get().file(), damaged);
    }
    FileSystemUtils.deleteRecursively(workshop);
    return "The file of the notebooks was damaged. "
        + found.map(Found::told).orElse("Nothing could be read out of it, so all begins anew.")
        + " The damaged file was kept: "
        + kept
        + ".";
  }

  private static Optional<Found> better(Optional<Found> recovered, Optional<Found> copied) {
    long more = copied.map(found -> found.holds().events()).orElse(-1L);
    return recovered.filter(found -> found.holds().events() > more).or(() -> copied);
  }

  /** What H2's own tool reads out of a file whose list of chunks is whole. */
  private Optional<Found> recovered(Path damaged) throws IOException {
    String name = "patient";
    Path patient = workshop.resolve(name + Database.ENDING);
    Files.copy(damaged, patient);
    try {
      quiet(new Recover()).runTool("-dir", workshop.toString(), "-db", name);
      Files.delete(patient);
      String script = workshop.resolve(name + ".h2.sql").toString();
      String url = "jdbc:h2:file:" + workshop.toAbsolutePath().resolve(name);
      quiet(new RunScript())
          .runTool("-url", url, "-user", "sa", "-script", script, "-continueOnError");
      return checked(name, "#n notebooks with #e Events were read out of it.");
    } catch (SQLException | RuntimeException | OutOfMemoryError | AssertionError e) {
      LOG.info("H2 recovers nothing of {}: {}", damaged, Disk.root(e).toString());
      return Optional.empty();
    }
  }

  private static Tool quiet(Tool tool) {
    tool.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    return tool;
  }

  /** The newest copy that is good. */
  private Optional<Found> copied() throws IOException {
    for (Path backup : backups.newestFirst()) {
      String name = "copy";
      Files.copy(
          backup, workshop.resolve(name + Database.ENDING), StandardCopyOption.REPLACE_EXISTING);
      try {
        String words =
            "#n notebooks with #e Events came back, as they were when " + backup + " was copied.";
        return checked(name, words);
      } catch (SQLException | RuntimeException | OutOfMemoryError | AssertionError e) {
        LOG.warn("The copy {} is no good: {}", backup, Disk.root(e).toString());
      }
    }
    return Optional.empty();
  }

  private Optional<Found> checked(String name, String words) throws SQLException {
    DataSource source = Database.source(workshop, name);
    try {
      Checkup holds = Checkup.of(source);
      return Optional.of(new Found(workshop.resolve(name + Database.ENDING), holds, words));
    } finally {
      Database.abandon(source);
    }
  }
}
