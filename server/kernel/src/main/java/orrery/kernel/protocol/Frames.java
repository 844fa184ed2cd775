package orrery.kernel.protocol;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Length-framed text: four bytes of length, most significant first, then that many bytes of UTF-8.
 * The length is checked before anything is allocated.
 */
public final class Frames {

  /** Bytes; a run Command with 64 KiB of source and an Event with every limit met both fit. */
  public static final int MAX = 1 << 20;

  private Frames() {}

  /**
   * The next frame's text; null at the end of the stream.
   *
   * @throws IOException if the stream breaks, ends within a frame, or claims an impossible length
   */
  public static @Nullable String read(DataInputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    try {
      return rest(first, in);
    } catch (EOFException e) {
      throw new IOException("the stream ended within a frame", e);
    }
  }

  private static String rest(int first, DataInputStream in) throws IOException {
    int length =
        first << 24
            | in.readUnsignedByte() << 16
            | in.readUnsignedByte() << 8
            | in.readUnsignedByte();
    if (length < 0 || length > MAX) {
      throw new IOException("a frame of " + length + " bytes; at most " + MAX + " are allowed");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Writes one frame and flushes. Callers on several threads must take turns.
   *
   * @throws IOException if the stream breaks, or the text is over {@link #MAX} bytes
   */
  public static void write(DataOutputStream out, String text) throws IOException {
    append(out, text);
    out.flush();
  }

  /**
   * Writes one frame, which may stay in {@code out} until that is flushed.
   *
   * @throws IOException as {@link #write} does
   */
  public static void append(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX) {
      throw new IOException(
          "a frame of " + bytes.length + " bytes; at most " + MAX + " are allowed");
    }
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
