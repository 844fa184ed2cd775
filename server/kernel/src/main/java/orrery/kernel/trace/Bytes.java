package orrery.kernel.trace;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a value takes on its way from the database, about: a driver's protocol adds to
 * that. Text counts as UTF-8, a number as its type, whatever is a stream or unknown as a pointer.
 */
final class Bytes {

  private static final int LONG = 8;
  private static final int INT = 4;

  private Bytes() {}

  static long of(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof String text) {
      return utf8(text);
    }
    if (value instanceof byte[] bytes) {
      return bytes.length;
    }
    if (value instanceof BigDecimal number) {
      return number.unscaledValue().bitLength() / Byte.SIZE + 1L + 1;
    }
    if (value instanceof BigInteger number) {
      return number.bitLength() / Byte.SIZE + 1L;
    }
    return value instanceof Boolean || value instanceof Byte ? 1 : ofFixed(value);
  }

  private static long ofFixed(Object value) {
    boolean small =
        value instanceof Integer
            || value instanceof Short
            || value instanceof Float
            || value instanceof LocalDate
            || value instanceof LocalTime
            || value instanceof java.sql.Date
            || value instanceof java.sql.Time;
    return small ? INT : LONG;
  }

  private static long utf8(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else {
        // A pair of surrogates is one character of four bytes.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
      }
    }
    return bytes;
  }
}
