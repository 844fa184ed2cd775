package orrery.kernels;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import orrery.isolation.Isolation;
import orrery.isolation.NoSandbox;
import orrery.isolation.ResourceLimits;
import orrery.isolation.SelfTest;
import orrery.kernel.protocol.Event;

/**
 * Starts kernels, at most so many at once, and ends them all when closed.
 *
 * <p>Every process is started by one thread that lives as long as the server: on Linux the signal
 * that ends a child with its parent is bound to the thread that forked.
 */
public final class Kernels implements AutoCloseable {

  /** Of the cache: a folder for each server, with one for each of its kernels. */
  private static final String RUN = "run";

  private static final long STOP_SECONDS = 5;

  private final KernelSettings settings;
  private final Path folders;
  private final Set<KernelProcess> running = ConcurrentHashMap.newKeySet();
  private final ExecutorService starter = Executors.newSingleThreadExecutor(Kernels::daemon);
  private final CompletableFuture<KernelFiles> files;
  private final CompletableFuture<Isolation> isolation;
  private final CompletableFuture<ClassArchive> archive;
  private final CompletableFuture<Void> trained;
  private final Supervisor supervisor;
  private volatile boolean closed;

  /** With the usual supervision, unmeasured. */
  public Kernels(KernelSettings settings, boolean train) {
    this(
        settings,
        Supervision.of(Supervision.fitting(settings.memory())),
        new CompositeMeterRegistry(),
        train);
  }

  /**
   * Unpacks in the background, so that opening costs nothing.
   *
   * @param train whether to make the class archive now, if there is none
   */
  public Kernels(
      KernelSettings settings, Supervision supervision, MeterRegistry meters, boolean train) {
    this.settings = settings;
    this.folders = settings.cache().resolve(RUN).resolve(Orphans.thisServer().replace('@', '-'));
    this.files =
        CompletableFuture.supplyAsync(() -> KernelFiles.unpack(settings.cache()), this::background);
    this.isolation = files.thenApplyAsync(this::isolation, this::background);
    this.archive = files.thenApply(unpacked -> new ClassArchive(unpacked, settings));
    this.trained =
        train
            ? archive.thenAcceptAsync(ClassArchive::train, this::background)
            : CompletableFuture.completedFuture(null);
    this.supervisor = new Supervisor(supervision, this::launch, starter, new KernelMeters(meters));
    background(this::sweep);
  }

  private Isolation isolation(KernelFiles unpacked) {
    return new SelfTest(
            folders,
            Path.of(System.getProperty("java.home")),
            KernelCommand.probe(unpacked, settings),
            List.of(unpacked.folder()),
            ResourceLimits.forHeap(settings.memory()))
        .choose(settings.sandbox());
  }

  /**
   * How kernels are isolated here; waits until that has been tried.
   *
   * @throws NoSandbox if a sandbox is required and none holds
   */
  public Isolation isolation() {
    try {
      return isolation.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof NoSandbox none ? none : e;
    }
  }

  /** What servers left behind that could not close: their kernels, and these kernels' folders. */
  private void sweep() {
    Orphans.end();
    File[] servers = settings.cache().resolve(RUN).toFile().listFiles();
    for (File server : servers == null ? new File[0] : servers) {
      if (!Orphans.runs(server.getName().replace('-', '@'))) {
        FileSystemUtils.deleteRecursively(server);
      }
    }
  }

  static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "kernels");
    thread.setDaemon(true);
    return thread;
  }

  private void background(Runnable work) {
    daemon(work).start();
  }

  /**
   * Wants a kernel, and waits in line for it where as many run as may.
   *
   * @param owner who takes turns with other owners
   * @param instead an earlier claim of the same notebook; if its kernel has not ended yet, the new
   *     one takes its place
   */
  public Claim ask(String owner, @Nullable Claim instead, Claimant who) {
    return supervisor.ask(owner, instead, who);
  }

  /** Wants a kernel before there is something to run in it; empty where it would be in the way. */
  public Optional<Claim> prewarm(String owner, Claimant who) {
    return supervisor.prewarm(owner, who);
  }

  /** Why kernels can't be started; empty if they can, or nobody tried in the last minute. */
  public Optional<String> failing() {
    return supervisor.failing();
  }

  private KernelProcess launch(KernelProcess.Listener listener) {
    try {
      Path folder = folder();
      ProcessBuilder builder =
          new ProcessBuilder(
              KernelCommand.serve(
                  files.join(), settings, archive.join().flags(), isolation.join(), folder));
      builder.directory(folder.toFile());
      builder.environment().clear();
      builder.environment().put("LANG", "C.UTF-8");
      builder.environment().put("PATH", "/usr/bin:/bin");
      builder.environment().put("MALLOC_ARENA_MAX", "2");
      KernelProcess kernel = new KernelProcess(builder.start(), folder, new Watched(listener));
      running.add(kernel);
      kernel.listen();
      if (closed) {
        kernel.kill();
      }
      return kernel;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a kernel", e);
    }
  }

  /** Waits until the class archive is there, if it is being made. */
  public void awaitArchive() {
    trained.join();
  }

  /** A working folder that only this user may read. */
  private Path folder() throws IOException {
    Files.createDirectories(folders);
    FileAttribute<?>[] mine =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    return Files.createTempDirectory(folders, "kernel-", mine);
  }

  /** Ends every kernel and waits for them. */
  @Override
  public void close() {
    closed = true;
    supervisor.close();
    running.parallelStream().forEach(KernelProcess::kill);
    starter.shutdown();
    settled(isolation); // it works in the folder that goes below
    archive.thenAccept(ClassArchive::stop);
    settled(trained);
    FileSystemUtils.deleteRecursively(folders.toFile());
  }

  private static void settled(CompletableFuture<?> work) {
    work.handle((done, failure) -> failure)
        .completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  /** Takes a kernel off {@link #running} when it ends. */
  private final class Watched implements KernelProcess.Listener {

    private final KernelProcess.Listener listener;

    Watched(KernelProcess.Listener listener) {
      this.listener = listener;
    }

    @Override
    public void event(KernelProcess kernel, Event event) {
      listener.event(kernel, event);
    }

    @Override
    public void ended(KernelProcess kernel, Ending ending, String log) {
      running.remove(kernel);
      listener.ended(kernel, ending, log);
    }
  }
}
