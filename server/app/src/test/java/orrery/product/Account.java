package orrery.product;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import orrery.kernel.protocol.Command;
import tools.jackson.databind.JsonNode;

/**
 * What the browsers of one notebook were shown, and whether that is true: numbers go upwards, no
 * number has two contents, and what was shown is there to the end, unless a later Event made it
 * void. The rules of PROTOCOL.md, written down anew.
 */
final class Account {

  private static final Set<String> OF_NOTEBOOK =
      Set.of("edited", "kernel", "cleared", "predicted", "chose", "revealed");

  private static final String EVERYTHING = "everything";
  private static final int LONGEST = 300;

  private final String notebook;
  private final TreeMap<Long, JsonNode> shown = new TreeMap<>();
  private final List<String> wrongs = new ArrayList<>();

  Account(String notebook) {
    this.notebook = notebook;
  }

  /** What a new browser is shown of a notebook in which nothing runs. */
  static List<JsonNode> kept(Wire opened) throws Exception {
    try (Wire wire = opened) {
      wire.send(new Command.Hello(0));
      List<JsonNode> kept = new ArrayList<>();
      for (JsonNode event = wire.next(10_000); event != null; event = wire.next(2_000)) {
        kept.add(event);
      }
      return kept;
    }
  }

  /** The last number shown; 0 for none. */
  synchronized long last() {
    return shown.isEmpty() ? 0 : shown.lastKey();
  }

  /** How many Events were shown, each counted once. */
  synchronized int size() {
    return shown.size();
  }

  /**
   * An Event has come.
   *
   * @param before number of the last one on the same connection
   * @return its number, or {@code before} if it has none
   */
  synchronized long show(JsonNode event, long before) {
    if (!event.has("seq")) {
      return before;
    }
    long seq = event.get("seq").asLong();
    if (seq <= before) {
      wrong("number " + seq + " came after " + before);
    }
    JsonNode same = shown.putIfAbsent(seq, event);
    if (same != null && !same.equals(event)) {
      wrong("number " + seq + " was " + same + " and is " + event);
    }
    return seq;
  }

  /**
   * Compares with what there is in the end.
   *
   * @param kept all Events that a new browser is shown
   * @return everything that is wrong
   */
  synchronized List<String> settle(List<JsonNode> kept) {
    long known = last();
    long before = 0;
    for (JsonNode event : kept) {
      before = show(event, before);
    }
    Map<Long, JsonNode> there = new HashMap<>();
    kept.stream()
        .filter(event -> event.has("seq"))
        .forEach(event -> there.put(event.get("seq").asLong(), event));
    Map<String, Long> voided = new HashMap<>();
    for (JsonNode event : shown.descendingMap().values()) {
      settle(event, known, there, voided);
    }
    finishes(there);
    return List.copyOf(wrongs);
  }

  /**
   * What comes after an Event was looked at before.
   *
   * @param known number of the last Event that any browser had before the last restart
   * @param voided what later Events made void, and the number of the first of these
   */
  private void settle(
      JsonNode event, long known, Map<Long, JsonNode> there, Map<String, Long> voided) {
    long seq = event.get("seq").asLong();
    String slot = slot(event);
    long by = Math.min(since(voided, slot), since(voided, EVERYTHING));
    if (!there.containsKey(seq) && by == Long.MAX_VALUE) {
      wrong("lost: " + event);
    }
    if (there.containsKey(seq) && by <= known) {
      wrong("void since " + by + " and still there: " + event);
    }
    if (type(event).equals("cleared")) {
      voided.put(EVERYTHING, seq);
    } else if (OF_NOTEBOOK.contains(type(event)) || type(event).equals("queued") || passed(event)) {
      voided.put(slot, seq);
    }
  }

  private static long since(Map<String, Long> voided, String slot) {
    return voided.getOrDefault(slot, Long.MAX_VALUE);
  }

  private static String slot(JsonNode event) {
    if (passed(event)) {
      return "passed " + event.get("cell");
    }
    if (OF_NOTEBOOK.contains(type(event))) {
      return type(event) + " " + event.get("cell") + event.get("state") + event.get("quiz");
    }
    return "run of " + event.get("cell");
  }

  private static boolean passed(JsonNode event) {
    return type(event).equals("checked") && event.get("passed").asBoolean();
  }

  private static String type(JsonNode event) {
    return event.get("type").asString();
  }

  /** Of each run one at most ever; of one that is still there exactly one. */
  private void finishes(Map<Long, JsonNode> there) {
    Map<Long, Integer> ends = new HashMap<>();
    shown.values().stream()
        .filter(event -> type(event).equals("finished"))
        .forEach(event -> ends.merge(event.get("run").asLong(), 1, Integer::sum));
    ends.entrySet().stream()
        .filter(end -> end.getValue() > 1)
        .forEach(end -> wrong("run " + end.getKey() + " finished " + end.getValue() + " times"));
    there.values().stream()
        .filter(event -> type(event).equals("queued"))
        .filter(event -> !ends.containsKey(event.get("run").asLong()))
        .forEach(event -> wrong("never finished: " + event));
  }

  private void wrong(String what) {
    String cut = what.length() > LONGEST ? what.substring(0, LONGEST) + "…" : what;
    wrongs.add(notebook + ": " + cut);
  }

  /** The runs that were accepted. */
  synchronized long runs() {
    return shown.values().stream().filter(event -> type(event).equals("queued")).count();
  }
}
