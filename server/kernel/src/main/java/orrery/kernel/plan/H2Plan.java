package orrery.kernel.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orrery.kernel.protocol.PlanNode;

/**
 * Reads what H2 says to EXPLAIN: the statement as it understood it, with what it does at each table
 * in comments. H2 works one row at a time: for each row of the first table it looks into the next.
 */
final class H2Plan {

  private static final Pattern AGGREGATE =
      Pattern.compile("\\b(?:COUNT|SUM|MIN|MAX|AVG|LISTAGG)\\(");
  private static final Pattern FETCH =
      Pattern.compile("(?:FIRST|NEXT)\\s+(.*?)\\s+ROWS?\\b.*", Pattern.DOTALL);

  private final Terms terms;

  private H2Plan(Terms terms) {
    this.terms = terms;
  }

  /**
   * The steps of a plan.
   *
   * @param text as H2 says it
   */
  static PlanNode read(String text, Terms terms) {
    return new H2Plan(terms).statement(text.strip());
  }

  private PlanNode statement(String text) {
    if (text.startsWith("(")) {
      return union(text);
    }
    Clauses clauses = Clauses.of(text);
    return switch (clauses.first()) {
      case "SELECT" -> select(clauses);
      case "INSERT INTO" -> insert(clauses);
      case "UPDATE" ->
          PlanNodes.step(
              "change each row found",
              clauses.text("SET").map(terms::written).orElse(null),
              List.of(found(clauses)));
      case "DELETE" -> PlanNodes.step("delete each row found", null, List.of(found(clauses)));
      default -> PlanNodes.said();
    };
  }

  private PlanNode union(String text) {
    List<PlanNode> parts = Terms.subqueries(text).stream().map(this::statement).toList();
    return parts.isEmpty()
        ? PlanNodes.said()
        : PlanNodes.step("put the rows of these queries together", null, parts);
  }

  private PlanNode insert(Clauses clauses) {
    String table = clauses.text("INSERT INTO").map(Access::tableName).orElse("the table");
    return clauses.text("SELECT").isPresent()
        ? PlanNodes.step("add a row to " + table + " for each", null, List.of(select(clauses)))
        : PlanNodes.step("add a row to " + table, null, List.of());
  }

  private PlanNode select(Clauses clauses) {
    PlanNode rows = found(clauses);
    rows = grouped(clauses, rows);
    if (clauses.text("SELECT").orElse("").startsWith("DISTINCT")) {
      rows = PlanNodes.step("leave out rows that repeat", null, List.of(rows));
    }
    rows = sorted(clauses, rows);
    rows = limited(clauses, rows);
    return clauses.text("FOR").isPresent()
        ? PlanNodes.step("lock each row, so that nobody else changes it", null, List.of(rows))
        : rows;
  }

  /** The rows of all tables that meet the condition. */
  private PlanNode found(Clauses clauses) {
    // The parameters of a query that stands for a table are not those of the statement.
    H2Plan derived = new H2Plan(new Terms(Map.of()));
    List<Access> accesses =
        clauses.tables().map(table -> Access.of(table, terms, derived::statement)).toList();
    String where = clauses.text("WHERE").orElse("");
    List<String> said = new ArrayList<>(clauses.texts("ON").toList());
    accesses.forEach(access -> said.addAll(access.conditions()));
    String left = terms.beyond(where, said);
    List<PlanNode> within = Terms.subqueries(where).stream().map(this::statement).toList();
    if (accesses.isEmpty()) {
      return PlanNodes.step("make one row, without any table", null, within);
    }
    if (accesses.size() == 1 && within.isEmpty() && accesses.get(0).readsAll()) {
      return accesses.get(0).node(left.isEmpty() ? null : left);
    }
    PlanNode rows = joined(accesses);
    return left.isEmpty() && within.isEmpty() ? rows : kept(rows, left, within);
  }

  private static PlanNode kept(PlanNode rows, String condition, List<PlanNode> within) {
    List<PlanNode> inputs = new ArrayList<>(List.of(rows));
    inputs.addAll(within);
    return PlanNodes.step(
        within.isEmpty()
            ? "keep the rows that meet the condition"
            : "keep the rows that meet the condition, which asks a query of its own",
        condition.isEmpty() ? null : condition,
        inputs);
  }

  private static PlanNode joined(List<Access> accesses) {
    PlanNode rows = accesses.get(0).node(null);
    for (Access next : accesses.subList(1, accesses.size())) {
      rows = PlanNodes.join(rows, next.node(null), next.keepsAll());
    }
    return rows;
  }

  private PlanNode grouped(Clauses clauses, PlanNode rows) {
    String by = clauses.text("GROUP BY").map(terms::written).orElse("");
    boolean sums = AGGREGATE.matcher(clauses.text("SELECT").orElse("")).find();
    if (clauses.says("direct lookup")) {
      return PlanNodes.step(
          "answer by what the index or table knows, without reading rows", null, List.of());
    }
    if (by.isEmpty()) {
      return sums ? PlanNodes.step("count or sum up all rows", null, List.of(rows)) : rows;
    }
    PlanNode groups = PlanNodes.step("put the rows into groups by " + by, null, List.of(rows));
    String having = clauses.text("HAVING").map(terms::written).orElse(null);
    return having == null
        ? groups
        : PlanNodes.step("keep the groups that meet the condition", having, List.of(groups));
  }

  private PlanNode sorted(Clauses clauses, PlanNode rows) {
    String by = clauses.text("ORDER BY").map(order -> named(order, clauses)).orElse("");
    return by.isEmpty() || clauses.says("index sorted")
        ? rows
        : PlanNodes.step("sort by " + by, null, List.of(rows));
  }

  /** H2 puts a selected column's place for its name. */
  private String named(String order, Clauses clauses) {
    String[] items = clauses.text("SELECT").orElse("").split(",(?![^(]*\\))");
    List<String> names = new ArrayList<>();
    for (String one : order.split(",(?![^(]*\\))")) {
      String[] words = one.strip().split("\\s+", 2);
      boolean place = words[0].matches("\\d+") && Integer.parseInt(words[0]) <= items.length;
      String name = place ? items[Integer.parseInt(words[0]) - 1] : words[0];
      names.add(terms.written(name) + (words.length > 1 ? " " + terms.written(words[1]) : ""));
    }
    return String.join(", ", names);
  }

  private PlanNode limited(Clauses clauses, PlanNode rows) {
    PlanNode limited = rows;
    String skipped = clauses.text("OFFSET").map(terms::written).orElse(null);
    if (skipped != null) {
      limited = PlanNodes.step("skip the first " + skipped, null, List.of(limited));
    }
    Matcher most = FETCH.matcher(clauses.text("FETCH").orElse(""));
    return most.matches()
        ? PlanNodes.step(
            "stop after " + terms.written(most.group(1)) + " rows", null, List.of(limited))
        : limited;
  }
}
