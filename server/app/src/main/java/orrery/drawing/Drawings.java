package orrery.drawing;

import java.util.ArrayList;
import java.util.List;
import orrery.kernel.protocol.Drawing;
import orrery.kernel.protocol.Drawing.Box;
import orrery.kernel.protocol.Drawing.Line;
import orrery.kernel.protocol.Drawing.Point;
import orrery.kernel.protocol.Mapping;

/** Draws mappings: the entities above, their tables below. */
public final class Drawings {

  /** Room for the name of each half. */
  private static final double TITLE = 26;

  private Drawings() {}

  /** The mapping laid out. A mapping beyond what can be read at once is drawn in part. */
  public static Drawing of(Mapping mapping) {
    Drawing entities = moved(Layout.of(Sketch.ofEntities(mapping)), TITLE);
    Drawing tables = moved(Layout.of(Sketch.ofTables(mapping)), TITLE + entities.height());
    List<Box> boxes = new ArrayList<>(entities.boxes());
    boxes.addAll(tables.boxes());
    List<Line> lines = new ArrayList<>(entities.lines());
    lines.addAll(tables.lines());
    return new Drawing(Math.max(entities.width(), tables.width()), tables.height(), boxes, lines);
  }

  private static Drawing moved(Drawing drawing, double down) {
    return new Drawing(
        drawing.width(),
        drawing.height() + down,
        drawing.boxes().stream().map(box -> moved(box, down)).toList(),
        drawing.lines().stream().map(line -> moved(line, down)).toList());
  }

  private static Box moved(Box box, double down) {
    return new Box(
        box.name(),
        box.table(),
        box.x(),
        box.y() + down,
        box.width(),
        box.height(),
        box.note(),
        box.rows());
  }

  private static Line moved(Line line, double down) {
    return new Line(
        line.name(),
        line.kind(),
        line.from(),
        line.to(),
        line.label(),
        moved(line.labelled(), down),
        line.points().stream().map(point -> moved(point, down)).toList());
  }

  private static Point moved(Point point, double down) {
    return new Point(point.x(), point.y() + down);
  }
}
