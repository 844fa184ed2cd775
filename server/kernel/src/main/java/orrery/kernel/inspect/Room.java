package orrery.kernel.inspect;

import orrery.kernel.trace.Text;

/**
 * What one Event may tell. The counts are what a page can show and a reader take in; the characters
 * keep the Event well within a frame, however they are escaped in JSON.
 */
final class Room {

  static final int SESSIONS = 10;

  /** Of a Session. */
  static final int ENTITIES = 50;

  /** Of an entity. */
  static final int ATTRIBUTES = 20;

  /** Characters of a value or an id. */
  static final int VALUE_CHARS = 200;

  /** Characters of all open Sessions together, and of one that has closed. */
  private static final int OPEN_CHARS = 100_000;

  private static final int CLOSED_CHARS = 5_000;

  /** Characters that JSON puts around a text. */
  private static final int AROUND = 30;

  private int left;

  private Room(int left) {
    this.left = left;
  }

  /** For all Sessions that are open. */
  static Room forOpen() {
    return new Room(OPEN_CHARS);
  }

  /** For one that has closed. */
  static Room forClosed() {
    return new Room(CLOSED_CHARS);
  }

  /** Whether anything more may be told. */
  boolean isLeft() {
    return left > 0;
  }

  /** {@code text}, shortened to what a value may have, and taken from what is left. */
  String take(String text) {
    String taken = Text.shortened(text, VALUE_CHARS);
    left -= taken.length() + AROUND;
    return taken;
  }
}
