package orrery.kernel.trace;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * A call that set a bind parameter.
 *
 * @param setter of {@link PreparedStatement}
 */
public record SetCall(String setter, Object[] args) {

  private static final int MOST_BYTES = 4_096;

  /** Whether it can be done again, to the same effect: a stream is read once. */
  boolean isRepeatable() {
    return args[0] instanceof Integer && Arrays.stream(args).allMatch(SetCall::isPlain);
  }

  private static boolean isPlain(@Nullable Object value) {
    return Text.isBasic(value)
        || value instanceof byte[] bytes && bytes.length <= MOST_BYTES
        || value instanceof Calendar;
  }

  /** The value as one writes it in SQL, shortened. */
  String literal() {
    Object value = setter.equals("setNull") ? null : args[1];
    String text = Text.shortened(String.valueOf(Text.of(value)), Trace.limits().bindChars());
    boolean bare = value == null || value instanceof Number || value instanceof Boolean;
    return bare ? text : "'" + text.replace("'", "''") + "'";
  }

  /** Does it again. */
  void on(PreparedStatement statement) throws SQLException {
    try {
      method().invoke(statement, args);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private Method method() {
    return Arrays.stream(PreparedStatement.class.getMethods())
        .filter(method -> method.getName().equals(setter) && takes(method.getParameterTypes()))
        .findFirst()
        .orElseThrow();
  }

  private boolean takes(Class<?>[] types) {
    if (types.length != args.length) {
      return false;
    }
    for (int i = 1; i < types.length; i++) {
      if (args[i] != null && !types[i].isPrimitive() && !types[i].isInstance(args[i])) {
        return false;
      }
    }
    return true;
  }
}
