package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.kernel.protocol.Command;
import tools.jackson.databind.JsonNode;

/**
 * A full disk, a killed server, a damaged file: what was shown is there, and what failed is said.
 */
class FaultsIT {

  private static final String LESSON = "01-open-the-bookstore";

  private static final int ATTEMPTS = 50;

  @TempDir Path folder;

  /** In a while: what a database gives back when it fails may do for another Event. */
  private static boolean isRefused(Wire wire) throws Exception {
    for (int i = 0; i < ATTEMPTS; i++) {
      wire.send(new Command.Edit("scratch", "edit " + i));
      if (wire.untilPong().contains("\"fault\",\"message\":\"The disk is full")) {
        return true;
      }
    }
    return false;
  }

  /** Once the disk is free, and the store has found out. */
  private static boolean isSaved(Wire wire) throws Exception {
    for (int i = 0; i < ATTEMPTS; i++) {
      wire.send(new Command.Edit("scratch", "saved"));
      JsonNode answer = last(wire.until(e -> "edited fault".contains(e.get("type").asString())));
      if (answer.toString().contains("saved\"")) {
        return true;
      }
      Thread.sleep(100);
    }
    return false;
  }

  private static JsonNode last(List<JsonNode> events) {
    return events.get(events.size() - 1);
  }

  private static boolean isUnavailable(Product product, String path) throws Exception {
    HttpResponse<String> answer = product.get(path);
    for (int i = 0; i < ATTEMPTS && answer.statusCode() != 503; i++) {
      answer = product.get(path);
    }
    return answer.statusCode() == 503 && answer.body().contains("disk is full");
  }

  /** A lesson that was not opened yet. */
  private static String other(Product product) throws Exception {
    Matcher names = Pattern.compile("/lessons/(02-[^\"]+)").matcher(product.get("/").body());
    assertThat(names.find()).isTrue();
    return names.group(1);
  }

  private static List<Long> numbers(List<JsonNode> events) {
    return events.stream().filter(e -> e.has("seq")).map(e -> e.get("seq").asLong()).toList();
  }

  @Test
  void aFullDiskIsSaidAndLosesNothing() throws Exception {
    try (SmallDisk disk = new SmallDisk(folder.resolve("disk"));
        Product product = Product.serve(disk.folder())) {
      String id = product.notebook(LESSON);
      try (Wire wire = Wire.open(product, id)) {
        wire.run("scratch", "1");
        String other = other(product);
        disk.fill();
        wire.send(new Command.Run(0, "scratch", "System.out.println(\"in need\")"));
        List<JsonNode> told = wire.until("notice");
        assertThat(told).last().asString().contains("disk is full", "Free space");

        assertThat(isRefused(wire)).isTrue();
        try (Wire late = Wire.open(product, id)) {
          assertThat(late.until("notice").toString()).contains("disk is full");
        }
        assertThat(isUnavailable(product, "/lessons/" + other)).isTrue();
        for (String path : List.of("/", "/notebooks/" + id, "/")) {
          assertThat(product.get(path).statusCode()).as(path).isEqualTo(200);
        }

        disk.free();
        assertThat(isSaved(wire)).isTrue();
      }
      try (Wire again = Wire.open(product, id)) {
        List<JsonNode> all = again.until(event -> event.toString().contains("saved"));
        assertThat(all.toString()).contains("in need", "\"status\":\"ok\"");
        assertThat(numbers(all)).isSorted().doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void aFullDiskAtTheStartIsSaidInOneLine() throws Exception {
    try (SmallDisk disk = new SmallDisk(folder.resolve("disk"))) {
      disk.fill();

      assertRefused(disk.folder(), "the disk of .* is full");
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsSaidInOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    assertRefused(file.resolve("data"), "cannot be written");
  }

  private static void assertRefused(Path data, String words) throws Exception {
    Product.Result result = Product.run(data, 0);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output().strip().lines().toList())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("Orrery did not start: ")
        .containsPattern(words)
        .contains("ORRERY_DATA");
  }

  @Test
  void whatAKilledServerShowedIsThereAfterwards() throws Exception {
    TreeMap<Long, String> shown = new TreeMap<>();
    for (int round = 0; round < 3; round++) {
      Product product = Product.serve(folder.resolve("data"));
      String id = product.notebook(LESSON);
      try (Wire wire = Wire.open(product, id)) {
        assertThat(shown.isEmpty() ? shown : ofTheRun(wire)).containsAllEntriesOf(shown);

        shown.clear();
        String flood = "for (int i = 0; i < 100_000; i++) System.out.println(\"line \" + i);";
        wire.send(new Command.Run(0, "scratch", flood));
        wire.until(event -> event.get("type").asString().equals("queued"));
        int most = 4 + 3 * round;
        shown.putAll(byNumber(wire.take(most)));
        product.kill();
        shown.putAll(byNumber(wire.rest()));
      }
    }
    assertThat(shown).hasSizeGreaterThan(1);
    try (Product last = Product.serve(folder.resolve("data"));
        Wire wire = Wire.open(last, last.notebook(LESSON))) {
      assertThat(ofTheRun(wire)).containsAllEntriesOf(shown);
    }
  }

  /** What is there of the run that the server's end interrupted. */
  private static TreeMap<Long, String> ofTheRun(Wire wire) throws Exception {
    return byNumber(wire.until("finished"));
  }

  /** A new kernel's Events take the place of the last one's; those of a run stay. */
  private static TreeMap<Long, String> byNumber(List<JsonNode> events) {
    TreeMap<Long, String> all = new TreeMap<>();
    events.stream()
        .filter(event -> event.has("seq") && event.has("run"))
        .forEach(event -> all.put(event.get("seq").asLong(), event.toString()));
    return all;
  }

  @Test
  void aDamagedFileIsMovedAsideAndTheCopyComesBack() throws Exception {
    Path data = folder.resolve("data");
    try (Product product = Product.serve(data);
        Wire wire = Wire.open(product, product.notebook(LESSON))) {
      wire.run("scratch", "System.out.println(\"before\")");
    }
    try (Product again = Product.serve(data)) {
      again.address(); // it keeps a copy of what it found
    }
    Path file = data.resolve("notebooks.mv.db");
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(0);
      open.write("no database".repeat(1000).getBytes(StandardCharsets.UTF_8));
    }

    try (Product product = Product.serve(data)) {
      product.address();
      assertThat(product.printed().toString())
          .contains("The file of the notebooks was damaged. 1 notebooks", "notebooks.corrupt-");
      assertThat(product.get("/").body()).contains("was damaged");
      assertThat(product.get("/").body()).doesNotContain("was damaged");
      try (Wire wire = Wire.open(product, product.notebook(LESSON))) {
        assertThat(wire.until("finished").toString()).contains("before");
      }
    }
  }
}
