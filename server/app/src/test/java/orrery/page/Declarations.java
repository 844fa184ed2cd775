package orrery.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The type declarations of the libraries on the class path, as TypeScript would find them.
 *
 * @param files by path, under {@code /node_modules}
 * @param typescript the compiler's own source
 */
record Declarations(Map<String, String> files, String typescript) {

  /** {@code META-INF/resources/_static/name/1.2.3/dist/index.d.ts}: the part after the version. */
  private static final Pattern SERVED = Pattern.compile(".*_static/(?:[^/]+/)*?\\d[^/]*/(.+)");

  private static final String MORE = "META-INF/.more.tgz";
  private static final int BLOCK = 512;

  static Declarations ofLibraries() throws IOException {
    Map<String, String> files = new TreeMap<>();
    String typescript = "";
    for (URL map : ModuleServer.importMaps()) {
      String library = nameOf(map);
      try (JarFile jar = open(map)) {
        addEntries(jar, library, files);
        JarEntry compiler = compiler(jar, library);
        typescript = compiler == null ? typescript : text(jar.getInputStream(compiler));
      }
    }
    return new Declarations(files, typescript);
  }

  private static String nameOf(URL map) throws IOException {
    try (InputStream in = map.openStream()) {
      return JsonMapper.shared().readTree(in).get("imports").propertyNames().stream()
          .filter(name -> !name.endsWith("/"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static JarFile open(URL map) throws IOException {
    JarURLConnection connection = (JarURLConnection) map.openConnection();
    return new JarFile(connection.getJarFile().getName());
  }

  private static void addEntries(JarFile jar, String library, Map<String, String> files)
      throws IOException {
    for (JarEntry entry : Collections.list(jar.entries())) {
      if (entry.getName().endsWith(".d.ts") || entry.getName().endsWith("/package.json")) {
        add(files, library, entry.getName(), text(jar.getInputStream(entry)));
      }
    }
    JarEntry more = jar.getJarEntry(MORE);
    if (more != null) {
      try (InputStream tar = new GZIPInputStream(jar.getInputStream(more))) {
        addTar(tar, library, files);
      }
    }
  }

  private static @Nullable JarEntry compiler(JarFile jar, String library) {
    return library.equals("typescript")
        ? Collections.list(jar.entries()).stream()
            .filter(entry -> entry.getName().endsWith("/lib/typescript.js"))
            .findFirst()
            .orElseThrow()
        : null;
  }

  private static void add(Map<String, String> files, String library, String path, String text) {
    Matcher served = SERVED.matcher(path);
    if (served.matches()) {
      files.put("/node_modules/" + library + "/" + served.group(1), text);
    }
  }

  /** Reads what a jar packs away, since browsers never ask for it: a POSIX tar, long names too. */
  private static void addTar(InputStream tar, String library, Map<String, String> files)
      throws IOException {
    String longName = "";
    for (byte[] head = tar.readNBytes(BLOCK);
        head.length == BLOCK && head[0] != 0;
        head = tar.readNBytes(BLOCK)) {
      int size = Integer.parseInt(field(head, 124, 12).trim(), 8);
      String text = new String(tar.readNBytes(size), StandardCharsets.UTF_8);
      tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      String name = longName.isEmpty() ? field(head, 0, 100) : longName;
      longName = head[156] == 'L' ? text.replace("\0", "") : "";
      if (name.endsWith(".d.ts")) {
        add(files, library, name, text);
      }
    }
  }

  private static String field(byte[] head, int from, int length) {
    return new String(head, from, length, StandardCharsets.US_ASCII).replace("\0", "");
  }

  private static String text(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
