package orrery.notebook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * One browser that watches a notebook. It reads the notebook's log at its own pace, from the place
 * it has reached; a slow one falls behind and holds nobody up, and nothing is kept for it.
 */
final class Viewer {

  /** Answers to Commands that wait to be sent; a browser that sends more unanswered is cut off. */
  private static final int MOST_ANSWERS = 256;

  private static final int AT_ONCE = 256;

  private final Object news = new Object();
  private final Queue<String> answers = new ArrayDeque<>();
  private boolean stirred = true;
  private boolean closed;
  private long seen;

  /**
   * @param seen the last Event the browser has
   */
  Viewer(long seen) {
    this.seen = seen;
  }

  /** There may be new Events. */
  void stir() {
    synchronized (news) {
      stirred = true;
      news.notifyAll();
    }
  }

  /**
   * Tells this browser alone.
   *
   * @return false if it takes no more
   */
  boolean answer(String json) {
    synchronized (news) {
      if (answers.size() == MOST_ANSWERS) {
        return false;
      }
      answers.add(json);
      news.notifyAll();
      return true;
    }
  }

  void close() {
    synchronized (news) {
      closed = true;
      news.notifyAll();
    }
  }

  /**
   * Sends until closed, and last what was answered before; the caller's thread is the connection's
   * one sender.
   */
  void run(LiveNotebook notebook, Consumer<String> send) throws InterruptedException {
    while (await()) {
      takeAnswers().forEach(send);
      List<Log.Entry> entries = notebook.after(seen, AT_ONCE);
      for (Log.Entry entry : entries) {
        send.accept(entry.json());
        seen = entry.seq();
      }
      if (entries.size() == AT_ONCE) {
        stir();
      }
    }
    takeAnswers().forEach(send);
  }

  private boolean await() throws InterruptedException {
    synchronized (news) {
      while (!stirred && answers.isEmpty() && !closed) {
        news.wait();
      }
      stirred = false;
      return !closed;
    }
  }

  private List<String> takeAnswers() {
    synchronized (news) {
      List<String> taken = new ArrayList<>(answers);
      answers.clear();
      return taken;
    }
  }
}
