package orrery.kernel.trace;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hibernate.service.Service;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a connection provider of Hibernate, of one tenant or of many: hands out traced
 * connections and gives it back its own. Every interface of the provider stays visible, since
 * Hibernate configures, starts and stops it by them.
 */
final class TracedProvider implements InvocationHandler {

  private final Object provider;

  private TracedProvider(Object provider) {
    this.provider = provider;
  }

  static <S extends Service> S of(S provider, Class<S> role) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    for (Class<?> c = provider.getClass(); c != null; c = c.getSuperclass()) {
      Collections.addAll(interfaces, c.getInterfaces());
    }
    return role.cast(
        Proxy.newProxyInstance(
            provider.getClass().getClassLoader(),
            interfaces.toArray(Class<?>[]::new),
            new TracedProvider(provider)));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given)
      throws Throwable {
    Object[] args = given == null ? Delegating.NOTHING : given;
    if (method.getDeclaringClass() == Object.class) {
      return Delegating.ofObject(proxy, method, args, provider.toString());
    }
    Object answer = Delegating.pass(provider, method, givesBack(method) ? own(args) : args);
    return answer instanceof Connection connection ? Trace.traced(connection) : answer;
  }

  private static boolean givesBack(Method method) {
    return method.getName().startsWith("close") || method.getName().startsWith("release");
  }

  private static Object[] own(Object[] args) {
    return Arrays.stream(args)
        .map(arg -> arg instanceof Connection c ? TracedConnection.released(c) : arg)
        .toArray();
  }
}
