package orrery.store;

import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;

/**
 * An Event to be kept, and what it makes void to be dropped: both or neither.
 *
 * @param kept hears what became of it
 */
record Change(String notebook, Store.SavedEvent event, Store.Voids voids, Store.Kept kept) {

  /**
   * @param again whether it may be there already: an attempt that failed may have failed late
   */
  void write(StatelessSession session, boolean again) {
    if (voids == Store.Voids.SLOT) {
      delete(session, "slot = :slot and seq < :seq")
          .setParameter("slot", event.slot())
          .executeUpdate();
    } else if (voids == Store.Voids.ALL) {
      delete(session, "seq < :seq").executeUpdate();
    }
    if (again) {
      delete(session, "seq = :seq").executeUpdate();
    }
    session.insert(new EventRow(notebook, event.seq(), event.slot(), event.json()));
  }

  private MutationQuery delete(StatelessSession session, String which) {
    return session
        .createMutationQuery("delete from EventRow where notebook = :notebook and " + which)
        .setParameter("notebook", notebook)
        .setParameter("seq", event.seq());
  }

  int chars() {
    return event.json().length();
  }
}
