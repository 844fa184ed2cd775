package orrery.notebook;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import orrery.kernel.protocol.Event;
import orrery.store.Store;
import tools.jackson.core.JacksonException;

/**
 * What a notebook has on disk, as far as it can be read: another version of Orrery may have told of
 * things that this one does not know, which must not cost the learner the rest.
 *
 * @param unreadable Events that were left out
 */
record Memory(List<Log.Entry> entries, List<Event> events, int unreadable) {

  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  static Memory of(List<Store.SavedEvent> saved) {
    List<Log.Entry> entries = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (Store.SavedEvent each : saved) {
      Log.Entry entry = new Log.Entry(each.seq(), each.slot(), each.json());
      try {
        events.add(Log.event(entry));
        entries.add(entry);
      } catch (JacksonException | ClassCastException e) {
        LOG.warn("Event {} of a notebook cannot be read: {}", each.seq(), e.toString());
      }
    }
    return new Memory(entries, events, saved.size() - entries.size());
  }

  /** What the learner is told of Events that were left out. */
  static String words(int unreadable) {
    return (unreadable == 1 ? "One entry" : unreadable + " entries")
        + " of this notebook cannot be read: another version of Orrery kept them, or they are"
        + " damaged. The rest is here; run the cells again.";
  }
}
