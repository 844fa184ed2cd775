package orrery;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where this user's data and caches lie, by the custom of the operating system. */
final class Places {

  private Places() {}

  static Path data(@Nullable String configured) {
    return configured(configured)
        .orElseGet(() -> user("XDG_DATA_HOME", ".local/share", "Library/Application Support"));
  }

  static Path cache(@Nullable String configured) {
    return configured(configured)
        .orElseGet(() -> user("XDG_CACHE_HOME", ".cache", "Library/Caches"));
  }

  private static Optional<Path> configured(@Nullable String path) {
    return Optional.ofNullable(path).filter(text -> !text.isBlank()).map(Path::of);
  }

  private static Path user(String xdg, String linux, String mac) {
    Map<String, String> environment = System.getenv();
    Path home = Path.of(System.getProperty("user.home"));
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows") && environment.containsKey("LOCALAPPDATA")) {
      return Path.of(environment.get("LOCALAPPDATA"), "Orrery");
    }
    if (system.startsWith("mac")) {
      return home.resolve(mac).resolve("Orrery");
    }
    return Optional.ofNullable(environment.get(xdg))
        .filter(text -> !text.isBlank())
        .map(Path::of)
        .orElse(home.resolve(linux))
        .resolve("orrery");
  }
}
