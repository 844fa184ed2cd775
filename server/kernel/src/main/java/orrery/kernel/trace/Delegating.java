package orrery.kernel.trace;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an object of JDBC, passes every call on and throws what that throws; subclasses
 * look at the calls they care about.
 */
abstract class Delegating<T extends Wrapper> implements InvocationHandler {

  /** Marks what stands before another, lest it be wrapped twice. */
  interface Traced {}

  static final Object[] NOTHING = {};

  final T delegate;

  Delegating(T delegate) {
    this.delegate = delegate;
  }

  /** Answers a call of the interface, {@link Wrapper} excepted. */
  abstract @Nullable Object call(Object proxy, Method method, Object[] args) throws Throwable;

  /** What the delegate answers. */
  @Nullable Object pass(Method method, Object[] args) throws Throwable {
    return pass(delegate, method, args);
  }

  static @Nullable Object pass(Object delegate, Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(delegate, args);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /** The object that is handed out in the delegate's place. */
  <P> P proxy(Class<P> type) {
    Class<?>[] types = {type, Traced.class};
    return type.cast(Proxy.newProxyInstance(Delegating.class.getClassLoader(), types, this));
  }

  @Override
  public final @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given)
      throws Throwable {
    Object[] args = given == null ? NOTHING : given;
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, args, delegate.toString());
    }
    if (method.getDeclaringClass() == Wrapper.class) {
      return unwrapping(proxy, method.getName(), (Class<?>) args[0]);
    }
    return call(proxy, method, args);
  }

  /** Identity is that of the proxy. */
  static @Nullable Object ofObject(
      Object proxy, Method method, Object @Nullable [] args, String text) {
    return switch (method.getName()) {
      case "equals" -> args != null && proxy == args[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> text;
    };
  }

  private Object unwrapping(Object proxy, String method, Class<?> type) throws SQLException {
    boolean own = type.isInstance(proxy);
    boolean its = type.isInstance(delegate);
    if (method.equals("isWrapperFor")) {
      return own || its || delegate.isWrapperFor(type);
    }
    if (own) {
      return proxy;
    }
    return its ? delegate : delegate.unwrap(type);
  }
}
