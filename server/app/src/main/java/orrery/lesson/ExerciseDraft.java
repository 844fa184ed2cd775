package orrery.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** The parts of an exercise while they are still being read. */
final class ExerciseDraft {

  private static final String HINT = "Hint:";

  private final List<String> hints = new ArrayList<>();
  private @Nullable Fence check;
  private @Nullable Fence solution;

  /** Returns whether this is the exercise's first check. */
  boolean check(Fence fence) {
    boolean first = check == null;
    check = fence;
    return first;
  }

  /** Returns whether this is the exercise's first solution. */
  boolean solution(Fence fence) {
    boolean first = solution == null;
    solution = fence;
    return first;
  }

  /** Whether a block is a hint: a quotation that begins with {@code Hint:}. */
  static boolean isHint(Node node) {
    return node instanceof BlockQuote && begins(node.getFirstChild());
  }

  private static boolean begins(@Nullable Node paragraph) {
    return paragraph instanceof Paragraph
        && paragraph.getFirstChild() instanceof Text text
        && text.getLiteral().startsWith(HINT);
  }

  /** Whether two hints have run together, for want of a blank line between them. */
  static boolean holdsAnother(Node hint) {
    boolean[] another = new boolean[1];
    hint.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            boolean first = text.getPrevious() == null && text.getParent() == hint.getFirstChild();
            another[0] |= !first && text.getLiteral().startsWith(HINT);
          }
        });
    return another[0];
  }

  /** Takes a hint, and its first word from it. */
  void hint(Node hint) {
    Text text = (Text) hint.getFirstChild().getFirstChild();
    text.setLiteral(text.getLiteral().substring(HINT.length()).stripLeading());
    List<Node> blocks = new ArrayList<>();
    for (Node node = hint.getFirstChild(); node != null; node = node.getNext()) {
      blocks.add(node);
    }
    hints.add(Markdown.html(blocks));
  }

  /** What it still lacks, in words. */
  List<String> missing() {
    return Stream.of(
            check == null ? "check" : "",
            solution == null ? "solution" : "",
            hints.isEmpty() ? "hint" : "")
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** Null while something is missing. */
  @Nullable Exercise exercise() {
    return check == null || solution == null
        ? null
        : new Exercise(check.text(), check.textLine(), solution.text(), solution.textLine(), hints);
  }
}
