package orrery.door;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names by which a browser may reach Orrery: any other name that points here belongs to a page
 * that wants in by DNS rebinding.
 */
public final class Hosts {

  private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

  private final List<String> more;
  private final String own;

  /**
   * @param more names besides those of the loopback address, separated by commas, with a port or
   *     without
   * @param address on which Orrery listens, as a name or a number; one that stands for all of the
   *     machine's is none by which it is reached
   */
  public Hosts(String more, String address) {
    this.own =
        isAny(address) ? LOOPBACK.get(0) : address.contains(":") ? "[" + address + "]" : address;
    this.more =
        Arrays.stream(more.split(","))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .toList();
  }

  private static boolean isAny(String address) {
    try {
      return InetAddress.getByName(address).isAnyLocalAddress();
    } catch (UnknownHostException e) {
      return false; // the server says so itself, when it tries to listen there
    }
  }

  /** Where Orrery is reached from its own machine, when it listens on {@code port}. */
  public String here(int port) {
    return own + ":" + port;
  }

  /** What to tell others: the first name that was given, or {@link #here}. */
  public String forOthers(int port) {
    return more.isEmpty() ? here(port) : more.get(0);
  }

  /** Whether the Host of a request to {@code port} is one of ours. */
  boolean isOurs(String host, int port) {
    return Stream.concat(LOOPBACK.stream(), Stream.of(own))
            .anyMatch(name -> host.equals(name + ":" + port))
        || isMore(host, port);
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
