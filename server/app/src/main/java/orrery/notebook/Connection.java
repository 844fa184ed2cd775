package orrery.notebook;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import orrery.door.Owner;

/** One browser's connection: whose it is, what it has said so far, how much more it may say. */
final class Connection {

  /** Characters of a message; one that is longer is read to its end and answered with a fault. */
  static final int MOST_MESSAGE = 262_144;

  /** "Run all" sends a Command for each cell, and a page that comes back all it has kept. */
  private static final int MESSAGES_AT_ONCE = 500;

  private static final int MESSAGES_PER_SECOND = 50;
  private static final int CHARS_AT_ONCE = 8 << 20;
  private static final int CHARS_PER_SECOND = 512 << 10;

  private final WebSocketSession socket;
  private final Owner owner;
  private final Bucket messages = bucket(MESSAGES_AT_ONCE, MESSAGES_PER_SECOND);
  private final Bucket chars = bucket(CHARS_AT_ONCE, CHARS_PER_SECOND);
  private final StringBuilder parts = new StringBuilder();
  private volatile @Nullable Watch watch;

  /** What a browser watches once it has said hello. */
  record Watch(LiveNotebook notebook, Viewer viewer) {}

  Connection(WebSocketSession socket, Owner owner) {
    this.socket = socket;
    this.owner = owner;
  }

  private static Bucket bucket(int atOnce, int perSecond) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(atOnce).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }

  WebSocketSession socket() {
    return socket;
  }

  Owner owner() {
    return owner;
  }

  @Nullable Watch watch() {
    return watch;
  }

  void watches(Watch now) {
    watch = now;
  }

  /** Whether a part of a message is within what may be said. */
  boolean mayHear(TextMessage part) {
    return chars.tryConsume(Math.max(1, part.getPayloadLength()))
        && (!part.isLast() || messages.tryConsume(1));
  }

  /** The message that this part ends, null if it goes on. */
  @Nullable String hear(TextMessage part) {
    if (parts.length() <= MOST_MESSAGE) {
      parts.append(part.getPayload());
    }
    if (!part.isLast()) {
      return null;
    }
    String message = parts.toString();
    parts.setLength(0);
    return message;
  }
}
