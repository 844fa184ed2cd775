package orrery.kernels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;

/**
 * The kernel's jars as files, since JShell rejects a class path nested in a jar. They lie in a
 * folder named after their content, so that two versions of Orrery never share one and a start that
 * finds its folder copies nothing.
 *
 * @param folder where the jars lie
 * @param jars in the order of the class path, which a class-data archive depends on
 */
record KernelFiles(Path folder, List<Path> jars) {

  /**
   * Finds the jars in {@code cache}, or puts them there.
   *
   * @throws UncheckedIOException if they can't be written
   */
  static KernelFiles unpack(Path cache) {
    try {
      Resource[] jars =
          new PathMatchingResourcePatternResolver().getResources("classpath:kernel/*.jar");
      if (jars.length == 0) {
        throw new IllegalStateException("no kernel jars on the class path: build with ./mvnw");
      }
      Path folder = cache.resolve("kernel-" + digest(jars));
      if (!Files.isDirectory(folder)) {
        copy(jars, folder);
      }
      try (Stream<Path> files = Files.list(folder)) {
        return new KernelFiles(
            folder, files.filter(f -> f.toString().endsWith(".jar")).sorted().toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack the kernel into " + cache, e);
    }
  }

  private static String digest(Resource[] jars) throws IOException {
    MessageDigest digest = sha256();
    for (Resource jar : jars) {
      try (InputStream in = new DigestInputStream(jar.getInputStream(), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Copies beside the target and renames, so that a folder that exists is whole. */
  private static void copy(Resource[] jars, Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    Path half = Files.createTempDirectory(folder.getParent(), "unpacking-");
    for (Resource jar : jars) {
      try (InputStream in = jar.getInputStream()) {
        Files.copy(in, half.resolve(java.util.Objects.requireNonNull(jar.getFilename())));
      }
    }
    try {
      Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Another server was faster; what a move onto its folder throws differs from system to
      // system.
      FileSystemUtils.deleteRecursively(half);
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }
}
