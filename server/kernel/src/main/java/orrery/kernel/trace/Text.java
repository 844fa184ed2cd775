package orrery.kernel.trace;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.HexFormat;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values and names as a learner reads them, without ever running the learner's own code. */
public final class Text {

  private static final Pattern SHELL_PREFIX =
      Pattern.compile("(?:REPL\\.)?\\$JShell\\$\\d+\\w*\\$");
  private static final String H2_ECHO = "; SQL statement:";
  private static final int MANY = 20;
  private static final Set<Class<?>> BASIC =
      Set.of(
          String.class,
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          BigInteger.class,
          UUID.class,
          java.util.Date.class,
          java.sql.Date.class,
          java.sql.Time.class,
          java.sql.Timestamp.class);

  private Text() {}

  /** Whether the value's text comes from the JDK alone. */
  public static boolean isBasic(@Nullable Object value) {
    return value == null
        || value instanceof Enum<?>
        || BASIC.contains(value.getClass())
        || isOfJavaTime(value);
  }

  private static boolean isOfJavaTime(Object value) {
    return (value instanceof Temporal || value instanceof TemporalAmount)
        && value.getClass().getPackageName().startsWith("java.time");
  }

  /** The text of a basic value or an array of such; of anything else, null. */
  public static @Nullable String of(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (isBasic(value)) {
      return value.toString();
    }
    if (value instanceof byte[] bytes) {
      return bytes(bytes);
    }
    return value.getClass().isArray() ? array(value) : null;
  }

  private static String bytes(byte[] bytes) {
    int shown = Math.min(bytes.length, MANY);
    return HexFormat.of().formatHex(bytes, 0, shown) + (shown < bytes.length ? "…" : "");
  }

  private static String array(Object array) {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    int length = Array.getLength(array);
    for (int i = 0; i < Math.min(length, MANY); i++) {
      Object element = Array.get(array, i);
      String shown = of(element);
      text.add(shown == null ? element.getClass().getSimpleName() : shown);
    }
    if (length > MANY) {
      text.add("…");
    }
    return text.toString();
  }

  /** At most {@code chars} characters, the last of which is an ellipsis if some were left out. */
  public static String shortened(String text, int chars) {
    if (text.length() <= chars) {
      return text;
    }
    int end = Math.max(0, chars - 1);
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  /** {@code Author}, of a class however nested, packaged or put in a shell's wrapper. */
  public static String simpleName(String className) {
    String name = className;
    int proxy = name.indexOf("$HibernateProxy");
    if (proxy >= 0) {
      name = name.substring(0, proxy);
    }
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }

  /** The database's words, without the statement, which is told beside them. */
  static String refusal(Throwable thrown) {
    String message = thrown.getMessage();
    if (message == null) {
      return thrown.getClass().getSimpleName();
    }
    int echo = message.indexOf(H2_ECHO);
    return withoutShellPrefix(echo < 0 ? message : message.substring(0, echo));
  }

  /** {@code text} with each class named as the learner wrote it. */
  public static String withoutShellPrefix(String text) {
    return SHELL_PREFIX.matcher(text).replaceAll("");
  }
}
