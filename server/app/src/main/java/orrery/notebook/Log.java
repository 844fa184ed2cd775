package orrery.notebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Json;
import orrery.store.Store;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Events of a notebook that still count, numbered. An Event that makes earlier ones void takes
 * their place: a new run those of the cell's last run, a new text the last text. That an exercise
 * was passed outlives the run. A browser that has only what is here knows all there is to know.
 *
 * <p>An Event is seen, and makes others void, when the store has it on disk: what was shown is
 * never taken back. Any thread may call.
 */
final class Log {

  /** Numbers left free after a restart: a store that came back from a backup has lost some. */
  private static final long GAP = 10_000;

  /** What an Event is about; of one slot the newest counts, or the newest run. */
  record Entry(long seq, String slot, String json) {}

  /** An Event that the store has not written yet, and what it will make void. */
  private record Unwritten(Entry entry, Store.Voids voids) {}

  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private final Map<String, List<Long>> slots = new HashMap<>();
  private final TreeMap<Long, Unwritten> unwritten = new TreeMap<>();
  private long last;
  private long chars;

  Log(List<Entry> kept) {
    kept.forEach(this::put);
    last = kept.isEmpty() ? 0 : entries.lastKey() + GAP;
  }

  /** Numbers the Event; it is seen when it is {@link #kept}. */
  synchronized Entry add(Event event) {
    Entry entry = new Entry(++last, slot(event), numbered(event, last));
    unwritten.put(entry.seq(), new Unwritten(entry, voids(event)));
    return entry;
  }

  /** The Event of that number is on disk, and what it makes void is not. */
  synchronized void kept(long seq) {
    Unwritten written = unwritten.remove(seq);
    if (written == null) {
      return;
    }
    if (written.voids() == Store.Voids.ALL) {
      entries.clear();
      slots.clear();
      chars = 0;
    } else if (written.voids() == Store.Voids.SLOT) {
      slots.getOrDefault(written.entry().slot(), List.of()).forEach(this::drop);
      slots.remove(written.entry().slot());
    }
    put(written.entry());
  }

  /** The Event of that number will never be on disk, so it will never be seen. */
  synchronized void refused(long seq) {
    unwritten.remove(seq);
  }

  private void drop(long seq) {
    Entry dropped = entries.remove(seq);
    chars -= dropped == null ? 0 : dropped.json().length();
  }

  private void put(Entry entry) {
    entries.put(entry.seq(), entry);
    chars += entry.json().length();
    slots.computeIfAbsent(entry.slot(), slot -> new ArrayList<>()).add(entry.seq());
  }

  /**
   * Entries after {@code seq}, in order, {@code most} of them at most; all, if there never was one
   * of that number.
   */
  synchronized List<Entry> after(long seq, int most) {
    return entries.tailMap(seq > last ? 0 : seq, false).values().stream().limit(most).toList();
  }

  /** Characters of all that is seen. */
  synchronized long chars() {
    return chars;
  }

  /** Whether all that was added is on disk. */
  synchronized boolean isWritten() {
    return unwritten.isEmpty();
  }

  private static String numbered(Event event, long seq) {
    ObjectNode json = Json.MAPPER.valueToTree(event);
    return Json.write(json.put("seq", seq));
  }

  /** The Event of an entry. */
  static Event event(Entry entry) {
    ObjectNode json = (ObjectNode) Json.MAPPER.readTree(entry.json());
    return Json.MAPPER.treeToValue(json.without("seq"), Event.class);
  }

  /** The slot of an Event; each belongs to one. */
  static String slot(Event event) {
    if (event instanceof Event.Checked checked && checked.passed()) {
      return "passed " + checked.cell();
    }
    if (event instanceof Event.OfRun ofRun) {
      return "run " + ofRun.cell();
    }
    if (event instanceof Event.Edited edited) {
      return "text " + edited.cell();
    }
    if (event instanceof Event.Predicted predicted) {
      return "guess " + predicted.cell();
    }
    if (event instanceof Event.Chose chose) {
      return "choice " + chose.quiz();
    }
    if (event instanceof Event.Revealed revealed) {
      return "help " + revealed.cell();
    }
    return event instanceof Event.Kernel kernel ? "kernel " + kernel.state() : "notebook";
  }

  /** What is void after this Event. */
  static Store.Voids voids(Event event) {
    if (event instanceof Event.Cleared) {
      return Store.Voids.ALL;
    }
    boolean slot =
        !(event instanceof Event.OfRun)
            || event instanceof Event.Queued
            || event instanceof Event.Checked checked && checked.passed();
    return slot ? Store.Voids.SLOT : Store.Voids.NOTHING;
  }
}
