package orrery.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Drawing.End;
import orrery.kernel.protocol.Drawing.Kind;
import orrery.kernel.protocol.Drawing.Row;
import orrery.kernel.protocol.Mapping;
import orrery.kernel.protocol.Mapping.Association;

/** What is to be drawn, before it has a place. */
record Sketch(List<Node> nodes, List<Edge> edges) {

  private static final int MOST_NODES = 120;
  private static final int MOST_EDGES = 400;
  private static final int MOST_ROWS = 80;
  private static final int NAME_CHARS = 40;

  /** A box. */
  record Node(String name, boolean table, String note, List<Row> rows) {}

  /** A line between two of them. */
  record Edge(String name, Kind kind, String from, String to, End start, End end, String label) {}

  /** Of the entities and what ties them. */
  static Sketch ofEntities(Mapping mapping) {
    List<Edge> edges = new ArrayList<>();
    mapping.associations().stream()
        .filter(Association::owner)
        .map(Sketch::association)
        .forEach(edges::add);
    mapping.entities().stream().flatMap(Sketch::inheritance).forEach(edges::add);
    return bounded(mapping.entities().stream().map(type -> entity(type, mapping)), edges);
  }

  /** Of the tables and their foreign keys. */
  static Sketch ofTables(Mapping mapping) {
    List<Edge> edges = mapping.tables().stream().flatMap(Sketch::foreignKeys).toList();
    return bounded(mapping.tables().stream().map(Sketch::table), edges);
  }

  private static Sketch bounded(Stream<Node> nodes, List<Edge> edges) {
    List<Node> kept = nodes.limit(MOST_NODES).toList();
    List<String> names = kept.stream().map(Node::name).toList();
    return new Sketch(
        kept,
        edges.stream()
            .filter(edge -> names.contains(edge.from()) && names.contains(edge.to()))
            .limit(MOST_EDGES)
            .toList());
  }

  private static Node entity(Mapping.Type type, Mapping mapping) {
    Stream<Row> attributes =
        type.attributes().stream()
            .map(one -> new Row(cut(one.name()), cut(one.javaType()), one.id()));
    Stream<Row> associations =
        mapping.associations().stream()
            .filter(one -> one.from().equals(type.name()))
            .map(one -> new Row(cut(one.attribute()), side(one), false));
    return new Node(
        cut(type.name()),
        false,
        "table " + cut(type.table()),
        Stream.concat(attributes, associations).limit(MOST_ROWS).toList());
  }

  private static String side(Association one) {
    return one.owner()
        ? "owns " + cut(one.through())
        : "mapped by " + cut(one.to() + "." + orEmpty(one.inverse()));
  }

  private static Edge association(Association one) {
    boolean manyFrom = one.kind().startsWith("many");
    boolean manyTo = one.kind().endsWith("many");
    return new Edge(
        one.from() + "." + one.attribute(),
        Kind.ASSOCIATION,
        cut(one.from()),
        cut(one.to()),
        manyFrom ? End.MANY : End.ONE,
        manyTo ? End.MANY : End.ONE,
        cut(one.through()));
  }

  private static Stream<Edge> inheritance(Mapping.Type type) {
    return Stream.ofNullable(type.parent())
        .map(
            parent ->
                new Edge(
                    type.name(),
                    Kind.INHERITANCE,
                    cut(type.name()),
                    cut(parent),
                    End.ONE,
                    End.ONE,
                    "extends"));
  }

  private static Node table(Mapping.Table table) {
    return new Node(
        cut(table.name()),
        true,
        "",
        table.columns().stream().limit(MOST_ROWS).map(Sketch::column).toList());
  }

  private static Row column(Mapping.Column column) {
    List<String> facts = new ArrayList<>(List.of(cut(column.type())));
    if (!column.nullable() && !column.key()) {
      facts.add("not null");
    }
    if (column.unique() && !column.key()) {
      facts.add("unique");
    }
    return new Row(cut(column.name()), String.join(", ", facts), column.key());
  }

  private static Stream<Edge> foreignKeys(Mapping.Table table) {
    return table.columns().stream()
        .filter(column -> column.references() != null)
        .map(column -> foreignKey(table, column));
  }

  private static Edge foreignKey(Mapping.Table table, Mapping.Column column) {
    String to = orEmpty(column.references());
    return new Edge(
        table.name() + "." + column.name(),
        Kind.FOREIGN_KEY,
        cut(table.name()),
        cut(to.substring(0, Math.max(0, to.lastIndexOf('.')))),
        column.unique() ? End.ONE : End.MANY,
        End.ONE,
        cut(column.name()));
  }

  private static String cut(String name) {
    return name.length() <= NAME_CHARS ? name : name.substring(0, NAME_CHARS - 1) + "…";
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
