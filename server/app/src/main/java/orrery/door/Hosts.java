package orrery.door;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names by which a browser may reach Orrery: any other name that points here belongs to a page
 * that wants in by DNS rebinding.
 */
public final class Hosts {

  private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

  private final List<String> more;

  /**
   * @param more names besides those of the loopback address, separated by commas, with a port or
   *     without
   */
  public Hosts(String more) {
    this.more =
        Arrays.stream(more.split(","))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .toList();
  }

  /** The name to tell others, if there is one besides those of the loopback address. */
  public Optional<String> first() {
    return more.stream().findFirst();
  }

  /** Whether the Host of a request to {@code port} is one of ours. */
  boolean isOurs(String host, int port) {
    return LOOPBACK.stream().anyMatch(name -> host.equals(name + ":" + port)) || isMore(host, port);
  }

  /** A name without a port stands for itself, as behind a proxy, and for our own port. */
  private boolean isMore(String host, int port) {
    return more.stream().anyMatch(name -> host.equals(name) || host.equals(name + ":" + port));
  }

  /** Whether an Origin is that of a page of ours; a proxy may have made it a secure one. */
  boolean isSameOrigin(@Nullable String origin, String host, int port) {
    if (origin == null) {
      return false;
    }
    String lower = origin.toLowerCase(Locale.ROOT);
    return lower.equals("http://" + host) || isMore(host, port) && lower.equals("https://" + host);
  }
}
