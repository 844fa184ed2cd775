package orrery.kernel.trace;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.hibernate.event.spi.FlushEvent;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the listeners of one type of event and knows, while they work, what the event is
 * about. A listener put before them could tell the beginning but, when one of them throws, never
 * the end.
 */
final class ScopedListeners implements InvocationHandler {

  private final List<?> listeners;

  ScopedListeners(List<?> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class || args == null) {
      return Delegating.ofObject(proxy, method, args, "traced " + listeners);
    }
    Doing.begin(Doing.of(args[0], args.length > 1 ? args[1] : null));
    try {
      if (args[0] instanceof FlushEvent flush) {
        flush(flush, method, args);
      } else {
        pass(method, args);
      }
    } finally {
      Doing.end();
    }
    return null;
  }

  private void flush(FlushEvent flush, Method method, Object[] args) throws Throwable {
    boolean failed = true;
    Flushing.begin(flush);
    try {
      pass(method, args);
      failed = false;
    } finally {
      Flushing.end(flush, failed);
    }
  }

  private void pass(Method method, Object[] args) throws Throwable {
    try {
      for (Object listener : listeners) {
        method.invoke(listener, args);
      }
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
