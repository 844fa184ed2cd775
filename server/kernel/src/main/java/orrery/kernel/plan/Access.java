package orrery.kernel.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import orrery.kernel.plan.Clauses.Clause;
import orrery.kernel.protocol.PlanNode;

/** What H2 does at one table. */
final class Access {

  private static final Pattern TABLE =
      Pattern.compile("\"?([^\".]+)\"?(?:\\.\"?([^\".(]+)\"?)?.*", Pattern.DOTALL);
  private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");
  private static final Pattern HOW = Pattern.compile("([\\w$.\" ]+?)(?:: (.*))?", Pattern.DOTALL);

  /** The condition of the outer query that H2 adds to an inner one. */
  private static final Pattern HANDED_DOWN =
      Pattern.compile("(?:\\s*_LOCAL_AND_GLOBAL_.*|:[^:']*)$", Pattern.DOTALL);

  private static final String SCAN = ".tableScan";

  private final String table;
  private final boolean keepsAll;
  private final Terms terms;
  private final List<String> conditions = new ArrayList<>();
  private @Nullable String index;
  private @Nullable String filter;
  private @Nullable PlanNode derived;
  private boolean never;
  private long visited = PlanNodes.UNMEASURED;

  private Access(Clause clause, Terms terms) {
    this.table = tableName(clause.text().toString());
    this.keepsAll = clause.keyword().equals("LEFT OUTER JOIN");
    this.terms = terms;
  }

  /**
   * Reads a table's clause.
   *
   * @param statement reads a query that stands for a table
   */
  static Access of(Clause clause, Terms terms, Function<String, PlanNode> statement) {
    Access access = new Access(clause, terms);
    for (String comment : clause.comments()) {
      access.comment(comment, statement);
    }
    return access;
  }

  /** {@code books} of {@code "PUBLIC"."BOOKS" "B1_0"}. */
  static String tableName(String text) {
    Matcher name = TABLE.matcher(text.strip());
    if (!name.matches() || text.strip().startsWith("(")) {
      return "the inner query";
    }
    return Names.written(name.group(2) == null ? name.group(1) : name.group(2));
  }

  private void comment(String comment, Function<String, PlanNode> statement) {
    Matcher scanned = SCANNED.matcher(comment);
    Matcher how = HOW.matcher(comment);
    if (scanned.matches()) {
      visited = Long.parseLong(scanned.group(1));
    } else if (comment.startsWith("WHERE ")) {
      filter = comment.substring("WHERE ".length());
      conditions.add(filter);
    } else if (comment.startsWith("SELECT")) {
      derived = statement.apply(HANDED_DOWN.matcher(comment).replaceFirst(""));
    } else if (how.matches()) {
      way(how.group(1).strip(), how.group(2));
    }
  }

  private void way(String name, @Nullable String condition) {
    if (!name.endsWith(SCAN)) {
      index = indexName(name.substring(name.lastIndexOf('.') + 1).replace("\"", ""));
    }
    never = "FALSE".equals(condition);
    if (condition != null && !never) {
      conditions.add(condition);
    }
  }

  private static String indexName(String name) {
    return name.startsWith("PRIMARY_KEY") ? "primary key" : Names.written(name);
  }

  /** Whether it looks at every row. */
  boolean readsAll() {
    return derived == null && (index == null || conditions.isEmpty());
  }

  /** Whether rows before it stay without a match. */
  boolean keepsAll() {
    return keepsAll;
  }

  /** By which it finds or keeps rows, as H2 says them. */
  List<String> conditions() {
    return conditions;
  }

  /**
   * The step.
   *
   * @param more by which rows are kept, beyond its own conditions, if it looks at every row
   */
  PlanNode node(@Nullable String more) {
    if (never) {
      return PlanNodes.never(table);
    }
    if (derived != null) {
      return PlanNodes.step("ask " + table, null, List.of(derived));
    }
    if (index == null) {
      return PlanNodes.scan(table, all(more), visited);
    }
    PlanNode found = PlanNodes.index(table, index, found(), more, visited);
    return filter == null
        ? found
        : PlanNodes.step(
            "keep the rows that meet the condition", terms.written(filter), List.of(found));
  }

  /** By what the index finds them. */
  private @Nullable String found() {
    return conditions.stream()
        .filter(condition -> !condition.equals(filter))
        .map(terms::written)
        .reduce((one, next) -> one + " and " + next)
        .orElse(null);
  }

  private @Nullable String all(@Nullable String more) {
    List<String> all = new ArrayList<>(conditions.stream().map(terms::written).toList());
    if (more != null) {
      all.add(more);
    }
    return all.isEmpty() ? null : String.join(" and ", all);
  }
}
