package orrery.kernel.shell;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Trace;

/**
 * A class as JShell wrapped it, and where its lines stand. JShell makes the text of a wrap anew for
 * each question, which takes longer than most lines run; it is asked only where the text itself
 * does not tell. Asked from any thread.
 */
final class Wrapped {

  private final ShellWraps shell;
  private final Object wrap;

  /** Those that were asked for: a step asks for each, and every stack for some again. */
  private final Map<Integer, Trace.Place> known = new ConcurrentHashMap<>();

  private volatile @Nullable Layout layout;

  Wrapped(ShellWraps shell, Object wrap) {
    this.shell = shell;
    this.wrap = wrap;
  }

  /**
   * What the text of the wrap tells.
   *
   * @param only the snippet that is wrapped, if there is but one
   * @param height lines of it after its first
   * @param begins line of the wrap, from 0, at which it stands as it was written; -1 if it does
   *     not, as a whole
   */
  private record Layout(@Nullable Snippet only, int height, int begins) {

    static Layout of(@Nullable Snippet only, String text) {
      String source = only == null ? "" : only.source();
      int at = text.indexOf(source);
      return new Layout(only, breaks(source, source.length()), at < 0 ? -1 : breaks(text, at));
    }

    private static int breaks(String text, int end) {
      int breaks = 0;
      for (int at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
        breaks++;
      }
      return breaks;
    }

    /** A line within the snippet, from 0; -1 if that is to be asked. */
    int line(int line) {
      if (only == null || height > 0 && begins < 0) {
        return -1;
      }
      return Math.max(0, Math.min(height, line - begins));
    }
  }

  /**
   * Where a line stands.
   *
   * @param line of the class file, from 1
   * @param places where snippets begin
   * @return null if no cell has it
   */
  Trace.@Nullable Place place(int line, Map<Snippet, Trace.Place> places) {
    Trace.Place place = known.get(line);
    if (place == null) {
      place = found(line - 1, places);
      if (place != null) {
        known.put(line, place);
      }
    }
    return place;
  }

  private Trace.@Nullable Place found(int line, Map<Snippet, Trace.Place> places) {
    Layout layout = layout();
    Snippet snippet = layout.only() == null ? shell.snippet(wrap, line) : layout.only();
    Trace.Place start = snippet == null ? null : places.get(snippet);
    if (start == null) {
      return null;
    }
    int below = layout.line(line);
    return new Trace.Place(
        start.cell(), start.line() + (below < 0 ? shell.snippetLine(wrap, line) : below));
  }

  private Layout layout() {
    Layout read = layout;
    if (read == null) {
      read = Layout.of(shell.onlySnippet(wrap), shell.text(wrap));
      layout = read;
    }
    return read;
  }
}
