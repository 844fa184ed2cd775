package orrery.kernel.trace;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event.Bind;

/** The bind parameters of a prepared statement, as set so far. */
final class Binds {

  /** Characters of the values of one execution or batch, {@link #OVERHEAD} included. */
  static final int MOST_CHARS = 65_536;

  /** Executions of one batch. */
  static final int MOST_EXECUTIONS = 50_000;

  /** What JSON adds to a bind. */
  private static final int OVERHEAD = 26;

  private final SortedMap<Integer, Bind> byPosition = new TreeMap<>();
  private final Map<String, Bind> byName = new LinkedHashMap<>();
  private final Map<Object, SetCall> calls = new LinkedHashMap<>();

  /** Takes in a call of a setter of JDBC. */
  void set(String setter, Object[] args) throws SQLException {
    Bind bind = setter.equals("setNull") ? bind(null) : bind(args[1]);
    calls.put(args[0], new SetCall(setter, args));
    if (args[0] instanceof Integer position) {
      byPosition.put(position, bind);
    } else {
      byName.put((String) args[0], bind);
    }
  }

  void clear() {
    byPosition.clear();
    byName.clear();
    calls.clear();
  }

  /** The calls that set them; of a parameter the last one. */
  List<SetCall> calls() {
    return List.copyOf(calls.values());
  }

  /** In order of their positions. */
  List<Bind> now() {
    List<Bind> binds = new ArrayList<>(byPosition.values());
    binds.addAll(byName.values());
    return binds;
  }

  /** As many as fit; an execution for whose values there is no room stays, empty. */
  static List<List<Bind>> limited(List<List<Bind>> executions) {
    List<List<Bind>> limited = new ArrayList<>();
    long chars = 0;
    for (List<Bind> binds : executions.subList(0, Math.min(executions.size(), MOST_EXECUTIONS))) {
      List<Bind> kept = chars < MOST_CHARS ? upTo(MOST_CHARS - chars, binds) : List.of();
      chars += kept.size() < binds.size() ? MOST_CHARS : chars(kept);
      limited.add(kept);
    }
    return List.copyOf(limited);
  }

  private static List<Bind> upTo(long most, List<Bind> binds) {
    long chars = 0;
    for (int i = 0; i < binds.size(); i++) {
      chars += chars(binds.get(i));
      if (chars > most) {
        return List.copyOf(binds.subList(0, i));
      }
    }
    return binds;
  }

  static long chars(List<Bind> binds) {
    return binds.stream().mapToLong(Binds::chars).sum();
  }

  private static long chars(Bind bind) {
    return bind.type().length() + bind.text().length() + OVERHEAD;
  }

  private static Bind bind(@Nullable Object given) throws SQLException {
    Object value = given instanceof java.sql.Array array ? elements(array) : given;
    if (value == null) {
      return new Bind("null", "null");
    }
    String type = value.getClass().getSimpleName();
    String text = Text.of(value);
    return new Bind(type, Text.shortened(text == null ? type : text, Trace.limits().bindChars()));
  }

  /** Of H2's arrays alone it is certain that to read them asks no database. */
  private static Object elements(java.sql.Array array) throws SQLException {
    return array.getClass().getName().startsWith("org.h2.") ? array.getArray() : array;
  }
}
