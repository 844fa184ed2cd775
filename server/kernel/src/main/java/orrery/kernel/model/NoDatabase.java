package orrery.kernel.model;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.jspecify.annotations.Nullable;

/**
 * Stands where a database would: takes every statement, keeps its SQL and answers nothing, not even
 * a row.
 */
final class NoDatabase implements ConnectionProvider, InvocationHandler {

  private final List<String> sent = new ArrayList<>();

  /** The statements since the last call. */
  List<String> takeSent() {
    List<String> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }

  @Override
  public Connection getConnection() {
    return (Connection) answering(Connection.class);
  }

  @Override
  public void closeConnection(Connection connection) {
    // There is nothing behind it.
  }

  @Override
  public boolean supportsAggressiveRelease() {
    return false;
  }

  @Override
  public boolean isUnwrappableAs(Class<?> type) {
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new IllegalArgumentException("there is no " + type.getName());
  }

  private Object answering(Class<?> type) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) {
    if (args != null && args[0] instanceof String sql && isSending(method.getName())) {
      sent.add(sql);
    }
    return switch (method.getName()) {
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> args != null && proxy == args[0];
      case "toString" -> "no database";
      case "executeBatch" -> new int[0];
      default -> nothing(method.getReturnType());
    };
  }

  private static boolean isSending(String method) {
    return method.startsWith("prepare") || method.startsWith("execute");
  }

  private @Nullable Object nothing(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    if (type == long.class) {
      return 0L;
    }
    return type.isInterface() && type.getName().startsWith("java.sql.") ? answering(type) : null;
  }
}
