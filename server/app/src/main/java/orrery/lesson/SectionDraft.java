package orrery.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** A section while its blocks are being read. */
final class SectionDraft {

  private final String title;
  private final String anchor;
  private final List<Supplier<Block>> blocks = new ArrayList<>();
  private List<Node> prose = new ArrayList<>();
  private @Nullable CellDraft lastCell;

  SectionDraft(String title, String anchor) {
    this.title = title;
    this.anchor = anchor;
  }

  String anchor() {
    return anchor;
  }

  @Nullable CellDraft lastCell() {
    return lastCell;
  }

  /** Text after text is one block. */
  void add(Node node) {
    if (prose.isEmpty()) {
      List<Node> nodes = prose;
      blocks.add(() -> new Block.Prose(Markdown.html(nodes)));
    }
    prose.add(node);
  }

  void add(CellDraft cell) {
    prose = new ArrayList<>();
    lastCell = cell;
    blocks.add(cell::cell);
  }

  Section section() {
    return new Section(title, anchor, blocks.stream().map(Supplier::get).toList());
  }
}
