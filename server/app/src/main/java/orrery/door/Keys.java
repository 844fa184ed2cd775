package orrery.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Two secrets. The token stands in the address that is printed, is new at each launch, and is
 * exchanged for a cookie. The cookie's value is kept in the data folder, so that a page that was
 * open when the server stopped finds its way back by itself.
 */
public final class Keys {

  private static final int BYTES = 24;

  private final String token = random();
  private final String cookie;

  /**
   * Reads the cookie's value from {@code folder}, or makes one there that only this user may read.
   *
   * @throws UncheckedIOException if neither can be done
   */
  public Keys(Path folder) {
    Path file = folder.resolve("cookie");
    try {
      if (!Files.exists(file) || Files.size(file) != 2 * BYTES) {
        Files.createDirectories(folder);
        create(file);
      }
      this.cookie = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the cookie's value in " + file, e);
    }
  }

  /** Written beside and moved, so that a file that exists is whole: an empty key fits any lock. */
  private static void create(Path file) throws IOException {
    Path half = Files.createTempFile(file.getParent(), "cookie", ".new");
    Files.writeString(half, random());
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** For the address that is printed. */
  public String token() {
    return token;
  }

  String cookie() {
    return cookie;
  }

  boolean isToken(@Nullable String given) {
    return same(token, given);
  }

  boolean isCookie(@Nullable String given) {
    return same(cookie, given);
  }

  /** In constant time, so that an answer's delay tells nothing. */
  private static boolean same(String secret, @Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
