package orrery.kernel.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.PlanNode;

/** Steps of a plan, in words for a beginner. */
final class PlanNodes {

  static final int UNMEASURED = -1;

  private PlanNodes() {}

  /** A plan of whose text no step can be told. */
  static PlanNode said() {
    return step("as the database says it, below", null, List.of());
  }

  /** A step that works on what its inputs give. */
  static PlanNode step(String words, @Nullable String condition, List<PlanNode> inputs) {
    return new PlanNode(words, null, null, condition, UNMEASURED, inputs);
  }

  /** All rows, one after the other. */
  static PlanNode scan(String table, @Nullable String condition, long visited) {
    return new PlanNode(
        "read all rows of " + table + ", one after the other",
        table,
        "table scan",
        condition,
        visited,
        List.of());
  }

  /**
   * Some rows, by a condition that an index answers; without one, all rows in its order.
   *
   * @param kept the condition of the rows that are kept, where all are read
   */
  static PlanNode index(
      String table, String index, @Nullable String condition, @Nullable String kept, long visited) {
    String by = index.equals("primary key") ? "the primary key" : "index " + index;
    String words =
        condition == null
            ? "read all rows of " + table + ", in the order of " + by
            : "find rows of " + table + " by " + by;
    return new PlanNode(
        words, table, index, condition == null ? kept : condition, visited, List.of());
  }

  /** A condition that no row can meet. */
  static PlanNode never(String table) {
    return new PlanNode(
        "read nothing of " + table + ": no row can meet the condition",
        table,
        null,
        null,
        UNMEASURED,
        List.of());
  }

  /** A row of the second for each of the first. */
  static PlanNode join(PlanNode outer, PlanNode inner, boolean keepsAll) {
    String first = outer.table() == null ? "row so far" : "row of " + outer.table();
    String words = "for each " + first + (keepsAll ? ", also if nothing matches it:" : ":");
    return step(words, null, List.of(outer, inner));
  }
}
