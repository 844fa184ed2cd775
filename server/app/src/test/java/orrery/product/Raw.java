package orrery.product;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A request byte by byte, as no HTTP client would send it, and all that comes back. */
final class Raw {

  private static final int MILLIS = 15_000;

  private Raw() {}

  /** The answer up to its end, or what came before the server closed. */
  static String exchange(int port, String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return read(socket.getInputStream());
    }
  }

  private static String read(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        if (text.indexOf("101 ") == 9) {
          return text.toString(); // a WebSocket stays open
        }
      }
    } catch (SocketTimeoutException e) {
      throw new IOException("the server keeps the connection open after: " + text, e);
    } catch (IOException e) {
      if (text.length() == 0) {
        throw e;
      }
    }
    return text.toString();
  }

  static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }
}
