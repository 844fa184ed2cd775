package orrery.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Drawing;
import orrery.kernel.protocol.Drawing.Box;
import orrery.kernel.protocol.Drawing.End;
import orrery.kernel.protocol.Drawing.Kind;
import orrery.kernel.protocol.Drawing.Line;
import orrery.kernel.protocol.Drawing.Row;
import orrery.kernel.protocol.Mapping;
import orrery.kernel.protocol.Mapping.Association;
import orrery.kernel.protocol.Mapping.Attribute;
import orrery.kernel.protocol.Mapping.Column;
import orrery.kernel.protocol.Mapping.Table;
import orrery.kernel.protocol.Mapping.Type;

class DrawingsTest {

  private static final Mapping BOOKSTORE =
      new Mapping(
          List.of(type("Author", "authors", null), type("Book", "books", null)),
          List.of(table("authors", null), table("books", "authors.id")),
          List.of(
              new Association(
                  "Author", "books", "Book", "author", "one to many", false, "lazy", "author_id"),
              new Association(
                  "Book", "author", "Author", "books", "many to one", true, "lazy", "author_id")),
          null);

  @Test
  void drawsEntitiesAboveTables() {
    Drawing drawing = Drawings.of(BOOKSTORE);

    assertThat(drawing.boxes())
        .extracting(Box::name)
        .containsExactly("Author", "Book", "authors", "books");
    assertThat(box(drawing, "Author").rows())
        .containsExactly(
            new Row("id", "Long", true), new Row("books", "mapped by Book.author", false));
    assertThat(box(drawing, "Book").rows())
        .containsExactly(new Row("id", "Long", true), new Row("author", "owns author_id", false));
    assertThat(box(drawing, "Book").note()).isEqualTo("table books");
    assertThat(box(drawing, "books").rows())
        .containsExactly(
            new Row("id", "bigint", true), new Row("author_id", "bigint, not null", false));
    assertThat(box(drawing, "books").y()).isGreaterThan(box(drawing, "Book").y());
    isSound(drawing);
  }

  @Test
  void drawsAnAssociationFromItsOwner() {
    List<Line> lines = Drawings.of(BOOKSTORE).lines();

    assertThat(lines).extracting(Line::name).containsExactly("Book.author", "books.author_id");
    assertThat(lines).extracting(Line::kind).containsExactly(Kind.ASSOCIATION, Kind.FOREIGN_KEY);
    assertThat(lines).extracting(Line::from).containsOnly(End.MANY);
    assertThat(lines).extracting(Line::to).containsOnly(End.ONE);
    assertThat(lines).extracting(Line::label).containsOnly("author_id");
  }

  @Test
  void drawsALineToItselfAndOneToAParent() {
    Mapping family =
        new Mapping(
            List.of(type("Person", "people", null), type("Child", "people", "Person")),
            List.of(table("people", "people.id")),
            List.of(
                new Association(
                    "Person", "friends", "Person", null, "many to many", true, "lazy", "friends")),
            null);

    Drawing drawing = Drawings.of(family);

    assertThat(drawing.lines())
        .extracting(Line::kind)
        .containsExactly(Kind.ASSOCIATION, Kind.INHERITANCE, Kind.FOREIGN_KEY);
    isSound(drawing);
  }

  @Test
  void isBoundedWhateverAKernelSends() {
    List<Type> types =
        IntStream.range(0, 500).mapToObj(i -> type("E" + i + "x".repeat(500), "t", "E0")).toList();

    Drawing drawing = Drawings.of(new Mapping(types, List.of(), List.of(), null));

    assertThat(drawing.boxes()).hasSize(120);
    assertThat(drawing.boxes()).allMatch(box -> box.name().length() <= 40);
    isSound(drawing);
  }

  @Test
  void drawsNothingOfNothing() {
    assertThat(Drawings.of(new Mapping(List.of(), List.of(), List.of(), null)).boxes()).isEmpty();
  }

  /** No box meets another, all lie inside, and every line ends at boxes. */
  private static void isSound(Drawing drawing) {
    for (Box box : drawing.boxes()) {
      assertThat(box.x()).isNotNegative();
      assertThat(box.x() + box.width()).isLessThanOrEqualTo(drawing.width());
      assertThat(box.y() + box.height()).isLessThanOrEqualTo(drawing.height());
      assertThat(drawing.boxes()).noneMatch(other -> other != box && meet(box, other));
    }
    assertThat(drawing.lines()).allMatch(line -> line.points().size() >= 2);
  }

  private static boolean meet(Box a, Box b) {
    return a.x() < b.x() + b.width()
        && b.x() < a.x() + a.width()
        && a.y() < b.y() + b.height()
        && b.y() < a.y() + a.height();
  }

  private static Box box(Drawing drawing, String name) {
    return drawing.boxes().stream()
        .filter(box -> box.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Type type(String name, String table, @Nullable String parent) {
    return new Type(name, table, parent, List.of(new Attribute("id", "Long", "id", true)));
  }

  private static Table table(String name, @Nullable String references) {
    Column id = new Column("id", "bigint", true, false, true, null);
    Column key = new Column("author_id", "bigint", false, false, false, references);
    return new Table(name, references == null ? List.of(id) : List.of(id, key));
  }
}
