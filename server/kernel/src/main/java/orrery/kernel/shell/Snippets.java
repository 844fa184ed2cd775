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
      wraps.put(outermost(className), new Wrapped(shellWraps, wrap));
    }
  }

  @Override
  public Trace.@Nullable Place of(String className, int line) {
    Wrapped of = line > 0 ? wraps.get(outermost(className)) : null;
    return of == null || className.contains("$HibernateProxy") ? null : of.place(line, places);
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
