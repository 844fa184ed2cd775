package orrery.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import orrery.kernel.protocol.Json;

/** Where a browser finds the libraries: every mvnpm jar brings its part of the import map. */
@Component
public class ImportMap {

  private final Map<String, String> imports = new TreeMap<>();

  ImportMap() throws IOException {
    ClassLoader loader = ImportMap.class.getClassLoader();
    for (URL map : Collections.list(loader.getResources("META-INF/importmap.json"))) {
      try (InputStream in = map.openStream()) {
        Json.MAPPER
            .readTree(in)
            .get("imports")
            .properties()
            .forEach(entry -> add(entry.getKey(), entry.getValue().asString(), loader));
      }
    }
  }

  /** A package of types alone names a file that does not exist; a browser would log a 404. */
  private void add(String name, String address, ClassLoader loader) {
    if (address.endsWith("/") || loader.getResource("META-INF/resources" + address) != null) {
      imports.put(name, address);
    }
  }

  /** The map as a page embeds it. */
  public String getJson() {
    return Json.write(Map.of("imports", imports));
  }

  /** Modules to load at once, so that loading is one wave and not a chain. */
  public List<String> getPreload() {
    return imports.entrySet().stream()
        .filter(entry -> !entry.getKey().endsWith("/"))
        .map(Map.Entry::getValue)
        .distinct()
        .toList();
  }
}
