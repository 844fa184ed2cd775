package orrery.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Copies of the notebooks' file as it was at the last starts, good ones only. */
final class Backups {

  private static final int KEPT = 3;

  private static final Pattern NUMBER = Pattern.compile("^notebooks-(\\d+)-");

  private final Path folder;

  /** Copies in a folder of their own below {@code data}. */
  Backups(Path data) {
    this.folder = data.resolve("backups");
  }

  /** Copies a file that is closed and good, and drops the oldest copies. */
  void keep(Path file, Checkup holds) throws IOException {
    Files.createDirectories(folder);
    Path half = folder.resolve("copying.tmp");
    Files.copy(file, half, StandardCopyOption.REPLACE_EXISTING);
    String number = "-%08d".formatted(number(newestFirst()) + 1);
    Path copy = folder.resolve(Database.NAME + number + holds.words() + Database.ENDING);
    Files.move(half, copy, StandardCopyOption.ATOMIC_MOVE);
    List<Path> all = newestFirst();
    for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
      Files.deleteIfExists(old);
    }
  }

  /** Copies are numbered, not dated: a clock may be set back. */
  private static long number(List<Path> newestFirst) {
    return newestFirst.stream()
        .map(newest -> NUMBER.matcher(newest.getFileName().toString()))
        .filter(Matcher::find)
        .findFirst()
        .map(number -> Long.parseLong(number.group(1)))
        .orElse(0L);
  }

  /** What the newest copy held. */
  Checkup last() throws IOException {
    return Checkup.told(newestFirst().stream().findFirst().map(Path::toString).orElse(""));
  }

  /** The copies, the last one first. */
  List<Path> newestFirst() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> each.toString().endsWith(Database.ENDING))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }
}
