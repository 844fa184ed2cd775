package orrery.kernel.protocol;

import java.util.List;

/** A {@link Mapping} laid out; coordinates from the upper left corner, in CSS pixels. */
public record Drawing(double width, double height, List<Box> boxes, List<Line> lines) {

  /**
   * An entity or a table.
   *
   * @param name as in the mapping
   */
  public record Box(String name, boolean table, double x, double y, double width, double height) {}

  /**
   * An association, from its owner, or a foreign key.
   *
   * @param name {@code Book.author} of an association, {@code books.author_id} of a foreign key
   * @param points corners, both ends included
   */
  public record Line(String name, List<Point> points) {}

  /** A place. */
  public record Point(double x, double y) {}
}
