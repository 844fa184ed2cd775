package orrery.kernel.explain;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Knows the SessionFactories that are open, as long as someone else does. Found by {@code
 * META-INF/services}; called from any thread.
 */
public final class Factories implements Integrator {

  private static final List<WeakReference<SessionFactoryImplementor>> MADE = new ArrayList<>();

  /** Called by the service loader. */
  public Factories() {}

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
    synchronized (MADE) {
      MADE.add(new WeakReference<>(factory));
    }
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
    synchronized (MADE) {
      MADE.removeIf(one -> one.get() == factory);
    }
  }

  static void forgetAll() {
    synchronized (MADE) {
      MADE.clear();
    }
  }

  /** The newest first. */
  static List<SessionFactoryImplementor> open() {
    List<SessionFactoryImplementor> open = new ArrayList<>();
    synchronized (MADE) {
      MADE.removeIf(one -> one.get() == null);
      for (WeakReference<SessionFactoryImplementor> one : MADE) {
        SessionFactoryImplementor factory = one.get();
        if (factory != null && factory.isOpen()) {
          open.add(factory);
        }
      }
    }
    Collections.reverse(open);
    return open;
  }
}
