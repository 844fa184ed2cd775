package orrery.product;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The packaged application, {@code java -jar orrery.jar}, as a process with folders of its own. */
public final class Product implements AutoCloseable {

  static final Path JAR = Path.of("target", "orrery.jar").toAbsolutePath();
  private static final Pattern ADDRESS =
      Pattern.compile("http://127\\.0\\.0\\.[12]:\\d+/\\?token=\\w+");
  private static final String CLASS = "/?class=";
  private static final int START_SECONDS = 120;

  /**
   * One cache for all tests of this JVM, so that the kernel is unpacked and its class archive made
   * once.
   */
  public static final Path CACHE =
      Path.of("target", "test-cache-" + System.getProperty("orrery.fork", "1")).toAbsolutePath();

  private static @Nullable Product shared;

  private final Process process;
  private final List<String> printed = new ArrayList<>();
  private final CompletableFuture<URI> address = new CompletableFuture<>();

  private Product(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "product-output");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (printed) {
          printed.add(line);
        }
        Matcher found = ADDRESS.matcher(line);
        if (found.find()) {
          address.complete(URI.create(found.group()));
        }
      }
      address.completeExceptionally(new IOException("ended without an address: " + printed()));
    } catch (IOException e) {
      address.completeExceptionally(e);
    }
  }

  private static Process launch(
      Path data, int port, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-jar",
                JAR.toString()));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("SERVER_PORT", String.valueOf(port));
    builder.environment().put("ORRERY_DATA", data.toString());
    builder.environment().put("ORRERY_CACHE", CACHE.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /**
   * One for all tests that ask nothing special of it, each of which comes as a learner of its own:
   * started by the first, ended with the JVM. Kernels of tests that are over make room.
   */
  static synchronized Product shared() throws IOException {
    if (shared == null) {
      Map<String, String> settings =
          Map.of(
              "ORRERY_CLASS", "true", "ORRERY_KERNEL_UNSEEN", "5s", "ORRERY_KERNEL_SPARED", "0s");
      Product started = serve(Files.createTempDirectory("shared"), settings);
      Runtime.getRuntime().addShutdownHook(new Thread(started.process::destroy, "product end"));
      shared = started;
    }
    return shared;
  }

  /** Serves on a free port. */
  public static Product serve(Path data) throws IOException {
    return serve(data, Map.of());
  }

  /** Serves on a free port, with settings of its own. */
  static Product serve(Path data, Map<String, String> settings) throws IOException {
    return serve(data, 0, settings);
  }

  /** The same on {@code port}. */
  static Product serve(Path data, int port, Map<String, String> settings) throws IOException {
    return new Product(launch(data, port, settings, List.of()));
  }

  /** What a command came to. */
  public record Result(int status, String output) {}

  /** Runs a command to its end. */
  public static Result run(Path data, int port, String... arguments) throws Exception {
    return run(data, port, Map.of(), arguments);
  }

  /** The same, with these variables in its environment. */
  static Result run(Path data, int port, Map<String, String> environment, String... arguments)
      throws Exception {
    Process process = launch(data, port, environment, Arrays.asList(arguments));
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The address it printed, token and all; waits for it. */
  public URI address() throws Exception {
    return address.get(START_SECONDS, TimeUnit.SECONDS);
  }

  /** An address under it. */
  public URI at(String path) throws Exception {
    return address().resolve(path);
  }

  public int port() throws Exception {
    return address().getPort();
  }

  /** Its process. */
  long pid() {
    return process.pid();
  }

  /** All it has printed so far. */
  public List<String> printed() {
    synchronized (printed) {
      return List.copyOf(printed);
    }
  }

  /** The cookie that the token is exchanged for, as a request header's value. */
  public String cookie() throws Exception {
    return cookie(address());
  }

  private static String cookie(URI address) throws Exception {
    HttpResponse<String> admitted =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    return admitted.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  /** The cookie of a new learner. */
  String learner() throws Exception {
    return cookie(at(classPath()));
  }

  /** The learners' address, under a name of this machine that the product was told. */
  URI classAddress(String host) throws Exception {
    return URI.create("http://" + host + ":" + port() + classPath());
  }

  /** Of the learners' address, which is printed after the host's. */
  String classPath() throws Exception {
    address();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (printed().stream().noneMatch(line -> line.contains(CLASS))) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("no address for learners: " + printed());
      }
      Thread.sleep(10);
    }
    String line = printed().stream().filter(each -> each.contains(CLASS)).findFirst().orElseThrow();
    return line.substring(line.indexOf(CLASS));
  }

  /** A page, asked for with the cookie; redirects are not followed. */
  public HttpResponse<String> get(String path) throws Exception {
    return get(path, cookie());
  }

  /** A page, asked for with a cookie; redirects are not followed. */
  HttpResponse<String> get(String path, String cookie) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(at(path)).header("Cookie", cookie).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** The id of a lesson's notebook, begun now if it was not. */
  String notebook(String lesson) throws Exception {
    return notebook(lesson, cookie());
  }

  /** The same, of whoever has that cookie. */
  String notebook(String lesson, String cookie) throws Exception {
    return get("/lessons/" + lesson, cookie)
        .headers()
        .firstValue("Location")
        .orElseThrow()
        .replaceFirst(".*/notebooks/", "");
  }

  /** The server's process and all that it has started. */
  List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  /** The kernels it runs now: the JVMs themselves, whatever they are wrapped in. */
  public List<ProcessHandle> kernels() {
    return process.descendants().filter(Product::isKernel).toList();
  }

  /** By Linux's own word: Java tells no arguments of a command line over 4,096 characters. */
  private static boolean isKernel(ProcessHandle process) {
    try {
      List<String> line =
          List.of(
              Files.readString(
                      Path.of("/proc", String.valueOf(process.pid()), "cmdline"),
                      StandardCharsets.ISO_8859_1)
                  .split("\0"));
      return line.get(0).endsWith("/java") && line.contains("--fds");
    } catch (IOException e) {
      return false; // it has ended meanwhile
    }
  }

  /** kill -9. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to stop, as Ctrl-C does, and waits. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("did not stop within 30 s: " + printed());
    }
  }

  /** Waits until a class archive for this JDK lies in the cache; the first start makes it. */
  void awaitClassArchive() throws Exception {
    address();
    String ending = Runtime.version().feature() >= 25 ? ".aot" : ".jsa";
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!hasFile(ending)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("no class archive after a while: " + printed());
      }
      Thread.sleep(100);
    }
  }

  private static boolean hasFile(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(CACHE, 2)) {
      return all.anyMatch(path -> path.toString().endsWith(ending));
    }
  }

  /**
   * Working folders of kernels that are left in the cache, of any server but the one that tests
   * share.
   */
  static List<Path> kernelFolders() throws IOException {
    if (!Files.isDirectory(CACHE.resolve("run"))) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(CACHE.resolve("run"))) {
      return all.filter(path -> path.getFileName().toString().startsWith("kernel-"))
          .filter(path -> !isOfShared(path.getParent()))
          .toList();
    }
  }

  private static synchronized boolean isOfShared(Path server) {
    return shared != null && server.getFileName().toString().startsWith(shared.pid() + "-");
  }
}
