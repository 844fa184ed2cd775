package orrery.drawing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import orrery.kernel.protocol.Drawing;
import orrery.kernel.protocol.Drawing.Box;
import orrery.kernel.protocol.Drawing.Line;
import orrery.kernel.protocol.Drawing.Point;
import orrery.kernel.protocol.Drawing.Row;

/** Gives a sketch its places, by ELK's layered algorithm: lines run from left to right. */
final class Layout {

  /** Widths of a character, as the page sets them: names, and rows in a monospaced font. */
  private static final double NAME_WIDTH = 8.4;

  private static final double ROW_WIDTH = 7.3;
  private static final double NOTE_WIDTH = 6.8;
  private static final double SIDES = 26;
  private static final double HEAD = 30;
  private static final double NOTE = 16;
  private static final double ROW = 20;
  private static final double FOOT = 8;
  private static final double NARROWEST = 130;
  private static final double KEY = 28;
  private static final int BETWEEN = 4;

  static {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  private final ElkNode graph = ElkGraphUtil.createGraph();
  private final Map<String, ElkNode> nodes = new LinkedHashMap<>();
  private final Map<Sketch.Edge, ElkEdge> edges = new LinkedHashMap<>();
  private final Sketch sketch;

  private Layout(Sketch sketch) {
    this.sketch = sketch;
  }

  /** The sketch with every place. ELK keeps state of its own, so it is used once at a time. */
  static synchronized Drawing of(Sketch sketch) {
    Layout layout = new Layout(sketch);
    layout.prepare();
    new RecursiveGraphLayoutEngine().layout(layout.graph, new BasicProgressMonitor());
    return layout.drawing();
  }

  private void prepare() {
    graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    graph.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
    graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    graph.setProperty(CoreOptions.PADDING, new ElkPadding(14));
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE, 36.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, 22.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 22.0);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 44.0);
    sketch.nodes().forEach(this::node);
    sketch.edges().forEach(this::edge);
  }

  private void node(Sketch.Node node) {
    ElkNode placed = ElkGraphUtil.createNode(graph);
    placed.setDimensions(width(node), height(node));
    nodes.put(node.name(), placed);
  }

  private static double width(Sketch.Node node) {
    double rows =
        node.rows().stream()
            .mapToDouble(row -> (row.text().length() + BETWEEN + row.note().length()) * ROW_WIDTH)
            .max()
            .orElse(0);
    double head = Math.max(node.name().length() * NAME_WIDTH, node.note().length() * NOTE_WIDTH);
    return Math.max(NARROWEST, SIDES + keys(node) + Math.max(rows, head));
  }

  /** Room for the mark of a key. */
  private static double keys(Sketch.Node node) {
    return node.rows().stream().anyMatch(Row::key) ? KEY : 0;
  }

  private static double height(Sketch.Node node) {
    return HEAD + (node.note().isEmpty() ? 0 : NOTE) + ROW * node.rows().size() + FOOT;
  }

  private void edge(Sketch.Edge edge) {
    ElkNode from = nodes.get(edge.from());
    ElkNode to = nodes.get(edge.to());
    if (from == null || to == null) {
      return;
    }
    ElkEdge placed = ElkGraphUtil.createSimpleEdge(from, to);
    ElkLabel label = ElkGraphUtil.createLabel(edge.label(), placed);
    label.setDimensions(edge.label().length() * NOTE_WIDTH + 6, NOTE);
    label.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
    edges.put(edge, placed);
  }

  private Drawing drawing() {
    List<Box> boxes = sketch.nodes().stream().flatMap(this::box).toList();
    List<Line> lines =
        edges.entrySet().stream().map(one -> line(one.getKey(), one.getValue())).toList();
    return new Drawing(graph.getWidth(), graph.getHeight(), boxes, lines);
  }

  private Stream<Box> box(Sketch.Node node) {
    return Stream.ofNullable(nodes.get(node.name()))
        .map(
            place ->
                new Box(
                    node.name(),
                    node.table(),
                    place.getX(),
                    place.getY(),
                    place.getWidth(),
                    place.getHeight(),
                    node.note(),
                    node.rows()));
  }

  private static Line line(Sketch.Edge edge, ElkEdge placed) {
    List<Point> points = new ArrayList<>();
    for (ElkEdgeSection section : placed.getSections()) {
      points.add(new Point(section.getStartX(), section.getStartY()));
      section.getBendPoints().forEach(bend -> points.add(new Point(bend.getX(), bend.getY())));
      points.add(new Point(section.getEndX(), section.getEndY()));
    }
    ElkLabel label = placed.getLabels().get(0);
    return new Line(
        edge.name(),
        edge.kind(),
        edge.start(),
        edge.end(),
        edge.label(),
        new Point(label.getX(), label.getY()),
        points);
  }
}
