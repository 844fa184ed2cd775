package orrery.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** A section while its blocks are being read. */
final class SectionDraft {

  private final String title;
  private final String anchor;
  private final List<Supplier<Block>> blocks = new ArrayList<>();
  private List<Node> prose = new ArrayList<>();
  private final List<QuizDraft> unproved = new ArrayList<>();
  private @Nullable CellDraft lastCell;
  private @Nullable String prediction;

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

  /** Text after text is one block; a heading ends what a cell below could prove. */
  void add(Node node) {
    if (node instanceof Heading) {
      unproved.clear();
    }
    if (prose.isEmpty()) {
      List<Node> nodes = prose;
      blocks.add(() -> new Block.Prose(Markdown.html(nodes)));
    }
    prose.add(node);
  }

  void add(CellDraft cell) {
    prose = new ArrayList<>();
    lastCell = cell;
    String question = prediction;
    if (question != null) {
      blocks.add(() -> new Block.Prediction(cell.name(), question));
      prediction = null;
    }
    blocks.add(cell::cell);
    if (cell.exercise() == null) {
      unproved.forEach(quiz -> quiz.provedBy(cell.name()));
      unproved.clear();
    }
  }

  /** A question about the cell that comes next. */
  void predict(String html) {
    prediction = html;
  }

  /** The next cell that is no exercise proves it, if one comes. */
  void add(QuizDraft quiz) {
    prose = new ArrayList<>();
    blocks.add(quiz::quiz);
    unproved.add(quiz);
  }

  Section section() {
    return new Section(title, anchor, blocks.stream().map(Supplier::get).toList());
  }
}
