package orrery.isolation;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** An address that strangers reach, where strangers' code would not be held. */
public final class UnsafeAddress extends RuntimeException {

  private static final long serialVersionUID = 1;

  private UnsafeAddress(String message) {
    super(message);
  }

  /** Whether others than this machine's users can reach {@code address}. */
  public static boolean isPublic(String address) {
    try {
      return !InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true; // the server says so itself, when it tries to listen there
    }
  }

  /**
   * Refuses an address beyond the loopback where there is no sandbox.
   *
   * @param accepted whether whoever starts this server knows the risk and takes it
   * @throws UnsafeAddress if cells of strangers could read this user's files
   */
  public static void refuse(String address, Isolation isolation, boolean accepted) {
    if (isPublic(address) && !isolation.isSandbox() && !accepted) {
      throw new UnsafeAddress(
          "whoever reaches "
              + address
              + " could run programs as you on this machine. "
              + isolation.inWords()
              + " Listen on 127.0.0.1, mend the sandbox, or take the risk:"
              + " ORRERY_UNSANDBOXED_NETWORK=true");
    }
  }
}
