package orrery.door;

import java.util.function.BiConsumer;

/** What every answer says to the browser, whoever asked for whatever. */
public final class Protection {

  private static final String POLICY =
      "default-src 'self'; script-src 'self'%1$s; style-src 'self'%1$s; img-src 'self' data:;"
          + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private Protection() {}

  /**
   * Sets the headers.
   *
   * @param nonce of the scripts and styles in the page itself, empty if it has none
   */
  public static void of(String nonce, BiConsumer<String, String> header) {
    String mine = nonce.isEmpty() ? "" : " 'nonce-" + nonce + "'";
    header.accept("Content-Security-Policy", POLICY.formatted(mine));
    header.accept("X-Content-Type-Options", "nosniff");
    header.accept("Referrer-Policy", "no-referrer");
    header.accept("Cross-Origin-Resource-Policy", "same-origin");
    header.accept("Cross-Origin-Opener-Policy", "same-origin");
  }
}
