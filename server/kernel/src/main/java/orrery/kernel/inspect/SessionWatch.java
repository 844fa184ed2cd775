package orrery.kernel.inspect;

import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.monitor.spi.DiagnosticEvent;
import org.jspecify.annotations.Nullable;

/**
 * Told of each Session that opens, of whatever factory. Found by {@code META-INF/services}, where
 * code in cells cannot put another before it.
 */
public final class SessionWatch extends SilentMonitor {

  /** Called by the service loader. */
  public SessionWatch() {}

  @Override
  public void completeSessionOpenEvent(
      @Nullable DiagnosticEvent opening, SharedSessionContractImplementor session) {
    if (session instanceof SessionImplementor stateful) {
      Sessions.opened(stateful);
    }
  }
}
