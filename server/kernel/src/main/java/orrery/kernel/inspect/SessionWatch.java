package orrery.kernel.inspect;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.monitor.spi.DiagnosticEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event.Deed;
import orrery.kernel.trace.Flushing;

/**
 * Told of each Session that opens, of whatever factory, and of what their flushes do. Found by
 * {@code META-INF/services}, where code in cells cannot put another before it.
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

  @Override
  public void completeDirtyCalculationEvent(
      @Nullable DiagnosticEvent calculation,
      SharedSessionContractImplementor session,
      EntityPersister persister,
      EntityEntry entry,
      int @Nullable [] dirtyProperties) {
    Flushing.compared(entry, dirtyProperties);
  }

  @Override
  public void completeEntityInsertEvent(
      @Nullable DiagnosticEvent insert,
      Object id,
      String entityName,
      boolean success,
      SharedSessionContractImplementor session) {
    Flushing.did(Deed.INSERT, entityName, id, success);
  }

  @Override
  public void completeEntityUpdateEvent(
      @Nullable DiagnosticEvent update,
      Object id,
      String entityName,
      boolean success,
      SharedSessionContractImplementor session) {
    Flushing.did(Deed.UPDATE, entityName, id, success);
  }

  @Override
  public @Nullable DiagnosticEvent beginEntityDeleteEvent() {
    Flushing.deleting();
    return null;
  }

  @Override
  public void completeEntityDeleteEvent(
      @Nullable DiagnosticEvent delete,
      Object id,
      String entityName,
      boolean success,
      SharedSessionContractImplementor session) {
    Flushing.did(Deed.DELETE, entityName, id, success);
  }

  @Override
  public void completeCollectionRecreateEvent(
      @Nullable DiagnosticEvent recreate,
      Object id,
      String role,
      boolean success,
      SharedSessionContractImplementor session) {
    Flushing.didCollection(Deed.COLLECTION_CREATE, role, id, success);
  }

  @Override
  public void completeCollectionUpdateEvent(
      @Nullable DiagnosticEvent update,
      Object id,
      String role,
      boolean success,
      SharedSessionContractImplementor session) {
    Flushing.didCollection(Deed.COLLECTION_UPDATE, role, id, success);
  }

  @Override
  public void completeCollectionRemoveEvent(
      @Nullable DiagnosticEvent remove,
      Object id,
      String role,
      boolean success,
      SharedSessionContractImplementor session) {
    Flushing.didCollection(Deed.COLLECTION_REMOVE, role, id, success);
  }
}
