package orrery.kernel.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event.Bind;

/** What a statement has put aside to be sent together. */
final class Batch {

  private final List<String> statements = new ArrayList<>();
  private final List<List<Bind>> binds = new ArrayList<>();
  private final List<@Nullable Doing> written = new ArrayList<>();

  /**
   * Puts one more aside.
   *
   * @param sql null for a prepared statement
   */
  void add(@Nullable String sql, List<Bind> bound) {
    if (sql != null) {
      statements.add(sql);
    }
    binds.add(bound);
    written.add(Doing.writing());
  }

  void clear() {
    statements.clear();
    binds.clear();
    written.clear();
  }

  String sql(@Nullable String prepared) {
    return statements.isEmpty() && prepared != null ? prepared : String.join(";\n", statements);
  }

  /** Each statement that was put aside. */
  List<String> texts(@Nullable String prepared) {
    return statements.isEmpty() && prepared != null ? List.of(prepared) : statements;
  }

  List<List<Bind>> binds() {
    return List.copyOf(binds);
  }

  /** What all entries have in common: the entity, and its id if there is but one entry. */
  @Nullable Doing written() {
    if (written.isEmpty() || written.get(0) == null) {
      return null;
    }
    Doing first = written.get(0);
    boolean same =
        written.stream()
            .allMatch(each -> each != null && Objects.equals(each.entity(), first.entity()));
    if (!same) {
      return null;
    }
    return written.size() == 1
        ? first
        : new Doing(first.topic(), first.entity(), first.attribute(), null);
  }
}
