package orrery.kernel.inspect;

import orrery.kernel.protocol.SessionContents;
import orrery.kernel.trace.Text;

/**
 * What one Event may tell. The counts are what a page can show and a reader take in; the characters
 * keep the Event well within a frame, however they are escaped in JSON.
 */
final class Room {

  static final int SESSIONS = 10;

  /** Characters of all open Sessions together, of one that has closed, and of one in a step. */
  private static final int OPEN_CHARS = 100_000;

  private static final int CLOSED_CHARS = 5_000;
  private static final int STEP_CHARS = 10_000;

  /** Characters that JSON puts around a text. */
  private static final int AROUND = 30;

  private final int entities;
  private final int attributes;
  private final int valueChars;
  private int left;

  private Room(int entities, int attributes, int valueChars, int left) {
    this.entities = entities;
    this.attributes = attributes;
    this.valueChars = valueChars;
    this.left = left;
  }

  /** For all Sessions that are open. */
  static Room forOpen() {
    return new Room(50, 20, 200, OPEN_CHARS);
  }

  /** For one that has closed. */
  static Room forClosed() {
    return new Room(50, 20, 200, CLOSED_CHARS);
  }

  /** For one at a step. */
  static Room forStep() {
    return new Room(20, 12, 100, STEP_CHARS);
  }

  /** Entities of a Session. */
  int entities() {
    return entities;
  }

  /** Attributes of an entity. */
  int attributes() {
    return attributes;
  }

  /** Whether anything more may be told. */
  boolean isLeft() {
    return left > 0;
  }

  /** {@code text}, shortened to what a value may have, and taken from what is left. */
  String take(String text) {
    String taken = Text.shortened(text, valueChars);
    left -= taken.length() + AROUND;
    return taken;
  }

  /** About how many characters it takes to tell this. */
  static int chars(SessionContents contents) {
    int chars = 0;
    for (SessionContents.Entity entity : contents.entities()) {
      chars += 5 * AROUND;
      for (SessionContents.Attribute one : entity.attributes()) {
        chars += 2 * AROUND + one.name().length() + one.value().length();
      }
    }
    return chars;
  }
}
