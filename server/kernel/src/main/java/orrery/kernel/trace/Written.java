package orrery.kernel.trace;

import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;

/** Hears that an entity's row was handed to JDBC: what follows is not about that entity. */
final class Written implements PostInsertEventListener, PostUpdateEventListener {

  @Override
  public void onPostInsert(PostInsertEvent event) {
    Doing.wrote();
  }

  @Override
  public void onPostUpdate(PostUpdateEvent event) {
    Doing.wrote();
  }

  @Override
  public boolean requiresPostCommitHandling(EntityPersister persister) {
    return false;
  }
}
