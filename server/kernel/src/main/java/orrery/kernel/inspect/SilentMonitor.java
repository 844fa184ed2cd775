package orrery.kernel.inspect;

import org.hibernate.LockMode;
import org.hibernate.cache.spi.Region;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.monitor.spi.DiagnosticEvent;
import org.hibernate.event.monitor.spi.EventMonitor;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Hears everything and does nothing; Hibernate's own such class is final. */
abstract class SilentMonitor implements EventMonitor {

  @Override
  public @Nullable DiagnosticEvent beginSessionOpenEvent() {
    return null;
  }

  @Override
  public void completeSessionOpenEvent(
      @Nullable DiagnosticEvent sessionOpenEvent, SharedSessionContractImplementor session) {}

  @Override
  public @Nullable DiagnosticEvent beginSessionClosedEvent() {
    return null;
  }

  @Override
  public void completeSessionClosedEvent(
      @Nullable DiagnosticEvent sessionClosedEvent, SharedSessionContractImplementor session) {}

  @Override
  public @Nullable DiagnosticEvent beginJdbcConnectionAcquisitionEvent() {
    return null;
  }

  @Override
  public void completeJdbcConnectionAcquisitionEvent(
      @Nullable DiagnosticEvent jdbcConnectionAcquisitionEvent,
      SharedSessionContractImplementor session,
      Object tenantId) {}

  @Override
  public @Nullable DiagnosticEvent beginJdbcConnectionReleaseEvent() {
    return null;
  }

  @Override
  public void completeJdbcConnectionReleaseEvent(
      @Nullable DiagnosticEvent jdbcConnectionReleaseEvent,
      SharedSessionContractImplementor session,
      Object tenantId) {}

  @Override
  public @Nullable DiagnosticEvent beginJdbcPreparedStatementCreationEvent() {
    return null;
  }

  @Override
  public void completeJdbcPreparedStatementCreationEvent(
      @Nullable DiagnosticEvent jdbcPreparedStatementCreation, String preparedStatementSql) {}

  @Override
  public @Nullable DiagnosticEvent beginJdbcPreparedStatementExecutionEvent() {
    return null;
  }

  @Override
  public void completeJdbcPreparedStatementExecutionEvent(
      @Nullable DiagnosticEvent jdbcPreparedStatementExecutionEvent, String preparedStatementSql) {}

  @Override
  public @Nullable DiagnosticEvent beginJdbcBatchExecutionEvent() {
    return null;
  }

  @Override
  public void completeJdbcBatchExecutionEvent(
      @Nullable DiagnosticEvent jdbcBatchExecutionEvent, String statementSql) {}

  @Override
  public @Nullable DiagnosticEvent beginCachePutEvent() {
    return null;
  }

  @Override
  public void completeCachePutEvent(
      @Nullable DiagnosticEvent cachePutEvent,
      SharedSessionContractImplementor session,
      Region region,
      boolean cacheContentChanged,
      CacheActionDescription description) {}

  @Override
  public void completeCachePutEvent(
      @Nullable DiagnosticEvent cachePutEvent,
      SharedSessionContractImplementor session,
      CachedDomainDataAccess cachedDomainDataAccess,
      EntityPersister persister,
      boolean cacheContentChanged,
      CacheActionDescription description) {}

  @Override
  public void completeCachePutEvent(
      @Nullable DiagnosticEvent cachePutEvent,
      SharedSessionContractImplementor session,
      CachedDomainDataAccess cachedDomainDataAccess,
      EntityPersister persister,
      boolean cacheContentChanged,
      boolean isNatualId,
      CacheActionDescription description) {}

  @Override
  public void completeCachePutEvent(
      @Nullable DiagnosticEvent cachePutEvent,
      SharedSessionContractImplementor session,
      CachedDomainDataAccess cachedDomainDataAccess,
      CollectionPersister persister,
      boolean cacheContentChanged,
      CacheActionDescription description) {}

  @Override
  public @Nullable DiagnosticEvent beginCacheGetEvent() {
    return null;
  }

  @Override
  public void completeCacheGetEvent(
      @Nullable DiagnosticEvent cacheGetEvent,
      SharedSessionContractImplementor session,
      Region region,
      boolean hit) {}

  @Override
  public void completeCacheGetEvent(
      @Nullable DiagnosticEvent cacheGetEvent,
      SharedSessionContractImplementor session,
      Region region,
      EntityPersister persister,
      boolean isNaturalKey,
      boolean hit) {}

  @Override
  public void completeCacheGetEvent(
      @Nullable DiagnosticEvent cacheGetEvent,
      SharedSessionContractImplementor session,
      Region region,
      CollectionPersister persister,
      boolean hit) {}

  @Override
  public @Nullable DiagnosticEvent beginFlushEvent() {
    return null;
  }

  @Override
  public void completeFlushEvent(@Nullable DiagnosticEvent flushEvent, FlushEvent event) {}

  @Override
  public void completeFlushEvent(
      @Nullable DiagnosticEvent flushEvent, FlushEvent event, boolean autoFlush) {}

  @Override
  public @Nullable DiagnosticEvent beginPartialFlushEvent() {
    return null;
  }

  @Override
  public void completePartialFlushEvent(
      @Nullable DiagnosticEvent flushEvent, AutoFlushEvent event) {}

  @Override
  public @Nullable DiagnosticEvent beginDirtyCalculationEvent() {
    return null;
  }

  @Override
  public void completeDirtyCalculationEvent(
      @Nullable DiagnosticEvent dirtyCalculationEvent,
      SharedSessionContractImplementor session,
      EntityPersister persister,
      EntityEntry entry,
      int[] dirtyProperties) {}

  @Override
  public @Nullable DiagnosticEvent beginPrePartialFlush() {
    return null;
  }

  @Override
  public void completePrePartialFlush(
      @Nullable DiagnosticEvent prePartialFlush, SharedSessionContractImplementor session) {}

  @Override
  public @Nullable DiagnosticEvent beginEntityInsertEvent() {
    return null;
  }

  @Override
  public void completeEntityInsertEvent(
      @Nullable DiagnosticEvent event,
      Object id,
      String entityName,
      boolean success,
      SharedSessionContractImplementor session) {}

  @Override
  public @Nullable DiagnosticEvent beginEntityUpdateEvent() {
    return null;
  }

  @Override
  public void completeEntityUpdateEvent(
      @Nullable DiagnosticEvent event,
      Object id,
      String entityName,
      boolean success,
      SharedSessionContractImplementor session) {}

  @Override
  public @Nullable DiagnosticEvent beginEntityUpsertEvent() {
    return null;
  }

  @Override
  public void completeEntityUpsertEvent(
      @Nullable DiagnosticEvent event,
      Object id,
      String entityName,
      boolean success,
      SharedSessionContractImplementor session) {}

  @Override
  public @Nullable DiagnosticEvent beginEntityDeleteEvent() {
    return null;
  }

  @Override
  public void completeEntityDeleteEvent(
      @Nullable DiagnosticEvent event,
      Object id,
      String entityName,
      boolean success,
      SharedSessionContractImplementor session) {}

  @Override
  public @Nullable DiagnosticEvent beginEntityLockEvent() {
    return null;
  }

  @Override
  public void completeEntityLockEvent(
      @Nullable DiagnosticEvent event,
      Object id,
      String entityName,
      LockMode lockMode,
      boolean success,
      SharedSessionContractImplementor session) {}

  @Override
  public @Nullable DiagnosticEvent beginCollectionRecreateEvent() {
    return null;
  }

  @Override
  public void completeCollectionRecreateEvent(
      @Nullable DiagnosticEvent event,
      Object id,
      String role,
      boolean success,
      SharedSessionContractImplementor session) {}

  @Override
  public @Nullable DiagnosticEvent beginCollectionUpdateEvent() {
    return null;
  }

  @Override
  public void completeCollectionUpdateEvent(
      @Nullable DiagnosticEvent event,
      Object id,
      String role,
      boolean success,
      SharedSessionContractImplementor session) {}

  @Override
  public @Nullable DiagnosticEvent beginCollectionRemoveEvent() {
    return null;
  }

  @Override
  public void completeCollectionRemoveEvent(
      @Nullable DiagnosticEvent event,
      Object id,
      String role,
      boolean success,
      SharedSessionContractImplementor session) {}
}
