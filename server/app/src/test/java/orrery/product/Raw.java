package orrery.product;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request byte by byte, as no HTTP client would send it, and all that comes back. */
final class Raw {

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
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
        if (isWhole(text)) {
          break;
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

  /** A WebSocket stays open, and so may a connection that is told to upgrade. */
  private static boolean isWhole(StringBuilder text) {
    int head = text.indexOf("\r\n\r\n");
    Matcher length = LENGTH.matcher(text);
    return head > 0
        && (text.indexOf("101 ") == 9
            || text.indexOf("chunked") > 0 && text.toString().endsWith("\r\n0\r\n\r\n")
            || length.find() && text.length() >= head + 4 + Integer.parseInt(length.group(1)));
  }

  static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }
}
