package orrery.isolation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of this machine that a JVM cannot do without. A sandbox shows these and no other: no
 * shell, no tool, no home.
 */
final class Visible {

  /** A library as {@code ldd} tells it: {@code libz.so.1 => /lib/libz.so.1 (0x…)}, or its path. */
  private static final Pattern LIBRARY = Pattern.compile("(?m)^\\s+(?:\\S+ => )?(/\\S+) \\(0x");

  private Visible() {}

  /**
   * Files and folders that {@code programs} and the JDK in {@code java} need, the JDK itself
   * included.
   *
   * @throws IOException if {@code ldd} can't be run or the JDK can't be read
   */
  static Collection<Path> of(Path java, List<Path> programs) throws IOException {
    Set<Path> visible = new TreeSet<>(programs);
    visible.add(java);
    linksOutOf(java, visible);
    for (Path binary : programs) {
      librariesOf(binary, visible);
    }
    try (Stream<Path> libraries = Files.walk(java.resolve("lib"))) {
      for (Path library : libraries.filter(Visible::isNeeded).toList()) {
        librariesOf(library, visible);
      }
    }
    visible.removeIf(path -> !path.equals(java) && path.startsWith(java));
    return visible;
  }

  /** Those of the JDK's own libraries that a kernel loads; others need a desktop's. */
  private static boolean isNeeded(Path library) {
    return Set.of("libjvm.so", "libjava.so", "libzip.so", "libnio.so", "libinstrument.so")
        .contains(library.getFileName().toString());
  }

  /** Debian keeps a JDK's configuration in /etc. */
  private static void linksOutOf(Path java, Set<Path> visible) throws IOException {
    try (Stream<Path> links = Files.walk(java).filter(Files::isSymbolicLink)) {
      for (Path link : links.toList()) {
        Path target = link.resolveSibling(Files.readSymbolicLink(link)).normalize();
        if (!target.startsWith(java) && Files.isRegularFile(target)) {
          visible.add(target);
        }
      }
    }
  }

  private static void librariesOf(Path binary, Set<Path> visible) throws IOException {
    Process ldd = new ProcessBuilder("ldd", binary.toString()).redirectErrorStream(true).start();
    String told = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher library = LIBRARY.matcher(told);
    while (library.find()) {
      visible.add(Path.of(library.group(1)).normalize());
    }
  }
}
