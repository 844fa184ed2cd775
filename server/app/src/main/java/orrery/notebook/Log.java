package orrery.notebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Events of a notebook that still count, numbered. An Event that makes earlier ones void takes
 * their place: a new run those of the cell's last run, a new text the last text. That an exercise
 * was passed outlives the run. A browser that has only what is here knows all there is to know.
 */
final class Log {

  /** Numbers left free after a restart of the server, for Events that did not reach the store. */
  private static final long GAP = 10_000;

  /** What an Event is about; of one slot the newest counts, or the newest run. */
  record Entry(long seq, String slot, String json) {}

  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private final Map<String, List<Long>> slots = new HashMap<>();
  private long last;

  Log(List<Entry> kept) {
    kept.forEach(this::put);
    last = kept.isEmpty() ? 0 : entries.lastKey() + GAP;
  }

  /** Numbers the Event and keeps it; what it makes void is dropped. */
  Entry add(Event event) {
    Entry entry = new Entry(++last, slot(event), numbered(event, last));
    if (event instanceof Event.Cleared) {
      entries.clear();
      slots.clear();
    } else if (voids(event)) {
      slots.getOrDefault(entry.slot(), List.of()).forEach(entries::remove);
      slots.remove(entry.slot());
    }
    put(entry);
    return entry;
  }

  private void put(Entry entry) {
    entries.put(entry.seq(), entry);
    slots.computeIfAbsent(entry.slot(), slot -> new ArrayList<>()).add(entry.seq());
  }

  /** Entries after {@code seq}, in order, {@code most} of them at most. */
  List<Entry> after(long seq, int most) {
    return entries.tailMap(seq, false).values().stream().limit(most).toList();
  }

  long last() {
    return last;
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

  /** Whether the earlier Events of its slot are void after this one. */
  static boolean voids(Event event) {
    return !(event instanceof Event.OfRun)
        || event instanceof Event.Queued
        || event instanceof Event.Checked checked && checked.passed();
  }
}
