package orrery.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tokens and cookies. The tokens stand in the addresses that are printed, are new at each launch,
 * and are exchanged for a cookie. A cookie names its owner, signed with a secret that is kept in
 * the data folder, so that a page that was open when the server stopped finds its way back by
 * itself.
 */
public final class Keys {

  private static final int BYTES = 24;
  private static final int OWNER_BYTES = 16;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecureRandom random = new SecureRandom();
  private final String token = hex();
  private final @Nullable String classToken;
  private final SecretKeySpec secret;
  private final int mostLearners;
  private int learners;

  /**
   * Reads the secret from {@code folder}, or makes one there that only this user may read.
   *
   * @param mostLearners as many may join in one launch; 0 if there is no class
   * @throws IOException if it can be neither read nor made
   */
  public Keys(Path folder, int mostLearners) throws IOException {
    Path file = folder.resolve("secret");
    if (!Files.exists(file) || Files.size(file) != 2 * BYTES) {
      Files.createDirectories(folder);
      create(file);
    }
    this.secret = new SecretKeySpec(Files.readAllBytes(file), ALGORITHM);
    this.classToken = mostLearners > 0 ? hex() : null;
    this.mostLearners = mostLearners;
  }

  /** Written beside and moved, so that a file that exists is whole: an empty key fits any lock. */
  private void create(Path file) throws IOException {
    Path half = Files.createTempFile(file.getParent(), "secret", ".new");
    Files.writeString(half, hex());
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private String hex() {
    return HexFormat.of().formatHex(bytes(BYTES));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** For the host's address. */
  public String token() {
    return token;
  }

  /** For the learners' address, if there is a class. */
  public Optional<String> classToken() {
    return Optional.ofNullable(classToken);
  }

  boolean isToken(@Nullable String given) {
    return same(token, given);
  }

  boolean isClassToken(@Nullable String given) {
    return classToken != null && same(classToken, given);
  }

  /** An owner who was not there before; empty if the class is full. */
  synchronized Optional<Owner> learner() {
    if (learners == mostLearners) {
      return Optional.empty();
    }
    learners++;
    String name = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(OWNER_BYTES));
    return Optional.of(new Owner(name));
  }

  String cookie(Owner owner) {
    return owner.name() + "." + sign(owner.name());
  }

  /** Whose cookie it is; empty if it is none of ours, or a learner's while there is no class. */
  Optional<Owner> owner(@Nullable String cookie) {
    int dot = cookie == null ? -1 : cookie.indexOf('.');
    if (cookie == null || dot < 0) {
      return Optional.empty();
    }
    Owner owner = new Owner(cookie.substring(0, dot));
    return same(cookie(owner), cookie) && (owner.isHost() || classToken != null)
        ? Optional.of(owner)
        : Optional.empty();
  }

  private String sign(String name) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** In constant time, so that an answer's delay tells nothing. */
  static boolean same(String secret, @Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
