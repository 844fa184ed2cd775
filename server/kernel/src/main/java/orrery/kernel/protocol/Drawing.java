package orrery.kernel.protocol;

import java.util.List;

/** A {@link Mapping} laid out; coordinates from the upper left corner, in CSS pixels. */
public record Drawing(double width, double height, List<Box> boxes, List<Line> lines) {

  /**
   * An entity or a table.
   *
   * @param name as in the mapping, but cut if it is long
   * @param note below the name; empty if there is none
   */
  public record Box(
      String name,
      boolean table,
      double x,
      double y,
      double width,
      double height,
      String note,
      List<Row> rows) {}

  /** An attribute or a column: its name at the left, what is to be said of it at the right. */
  public record Row(String text, String note, boolean key) {}

  /**
   * An association, from its owner, or a foreign key, or inheritance from child to parent.
   *
   * @param name {@code Book.author} of an association, {@code books.author_id} of a foreign key
   * @param from how many are at its start
   * @param label at {@code labelled}, its upper left corner
   * @param points corners, both ends included
   */
  public record Line(
      String name, Kind kind, End from, End to, String label, Point labelled, List<Point> points) {}

  /** What a {@link Line} stands for. */
  public enum Kind {
    ASSOCIATION,
    FOREIGN_KEY,
    INHERITANCE
  }

  /** How many are at an end of a {@link Line}. */
  public enum End {
    ONE,
    MANY
  }

  /** A place. */
  public record Point(double x, double y) {}
}
