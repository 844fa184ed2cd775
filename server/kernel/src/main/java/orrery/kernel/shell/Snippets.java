package orrery.kernel.shell;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import org.jspecify.annotations.Nullable;
import orrery.kernel.trace.Trace;

/**
 * Where in its cell each snippet stands, and so each line of a class that JShell compiled. Asked
 * from any thread.
 */
final class Snippets implements Trace.Places {

  /**
   * A piece of a cell.
   *
   * @param start index of its first character in {@code source}
   * @param line where it begins, from 1
   */
  record Origin(String cell, String source, int start, int line) {}

  /** In the name of each class that JShell makes. */
  private static final String SHELL = "$JShell$";

  private final ShellWraps shellWraps = new ShellWraps();
  private final Map<Snippet, Trace.Place> places = new ConcurrentHashMap<>();
  private final Map<String, Wrapped> wraps = new ConcurrentHashMap<>();

  /**
   * A class as JShell wrapped it.
   *
   * @param lines of the class file that were asked for, and where they stand: a step asks for each,
   *     and every stack for some again
   */
  private record Wrapped(Object wrap, Map<Integer, Trace.Place> lines) {}

  /** A snippet is declared; its class may be one that was there before and needs no loading. */
  void declared(JShell shell, Snippet snippet, Origin origin) {
    places.put(snippet, new Trace.Place(origin.cell(), origin.line()));
    loaded(shell, shellWraps.className(snippet));
  }

  /** Where a snippet begins; null if no cell has it. */
  Trace.@Nullable Place place(Snippet snippet) {
    return places.get(snippet);
  }

  /** A class was loaded or redefined; its lines are those of JShell's newest wrap. */
  void loaded(JShell shell, String className) {
    Object wrap = shellWraps.of(shell, className);
    if (wrap != null) {
      wraps.put(outermost(className), new Wrapped(wrap, new ConcurrentHashMap<>()));
    }
  }

  @Override
  public Trace.@Nullable Place of(String className, int line) {
    Wrapped of = line > 0 ? wraps.get(outermost(className)) : null;
    if (of == null || className.contains("$HibernateProxy")) {
      return null;
    }
    Trace.Place known = of.lines().get(line);
    if (known == null) {
      known = place(of.wrap(), line - 1);
      if (known != null) {
        of.lines().put(line, known);
      }
    }
    return known;
  }

  /** JShell makes a wrap's text anew for each question, so it is asked only what is not clear. */
  private Trace.@Nullable Place place(Object wrap, int line) {
    Snippet only = shellWraps.onlySnippet(wrap);
    Snippet snippet = only == null ? shellWraps.snippet(wrap, line) : only;
    Trace.Place start = snippet == null ? null : places.get(snippet);
    if (start == null) {
      return null;
    }
    int onlyLine = only == null ? -1 : shellWraps.onlyLine(wrap);
    int below = onlyLine < 0 ? shellWraps.snippetLine(wrap, line) : onlyLine;
    return new Trace.Place(start.cell(), start.line() + below);
  }

  @Override
  public boolean mayKnow(String className) {
    return className.contains(SHELL);
  }

  /** The name of the class that a type snippet came to be. */
  String className(TypeDeclSnippet type) {
    return shellWraps.className(type) + "$" + type.name();
  }

  /** {@code REPL.$JShell$5} of {@code REPL.$JShell$5$Author$Builder}. */
  private static String outermost(String className) {
    int prefix = className.indexOf(SHELL);
    int end = prefix < 0 ? -1 : className.indexOf('$', prefix + SHELL.length());
    return end < 0 ? className : className.substring(0, end);
  }
}
