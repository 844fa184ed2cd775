package orrery.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** Reads what a lesson asks: {@code Predict: …} before a cell, {@code Quiz: …} and its choices. */
final class QuestionReader {

  private static final String PREDICT = "Predict:";
  private static final String QUIZ = "Quiz:";
  private static final Pattern CHOICE = Pattern.compile("(?s)\\[([ xX])]\\s+(.*)");
  private static final int FEWEST_CHOICES = 2;

  private final ObjIntConsumer<String> faults;

  /**
   * @param faults told what is wrong, in words, and the line
   */
  QuestionReader(ObjIntConsumer<String> faults) {
    this.faults = faults;
  }

  static boolean isPrediction(Node node) {
    return begins(node, PREDICT);
  }

  static boolean isQuiz(Node node) {
    return begins(node, QUIZ);
  }

  /** A list with a box in at least one of its items. */
  static boolean isChoices(Node node) {
    return node instanceof BulletList
        && Markdown.children(node).stream().anyMatch(QuestionReader::isChoice);
  }

  private static boolean isChoice(Node item) {
    return item.getFirstChild() instanceof Paragraph paragraph
        && paragraph.getFirstChild() instanceof Text text
        && CHOICE.matcher(text.getLiteral()).matches();
  }

  private static boolean begins(@Nullable Node node, String word) {
    return node instanceof Paragraph
        && node.getFirstChild() instanceof Text text
        && text.getLiteral().startsWith(word);
  }

  /** The question, as HTML. */
  String prediction(Node paragraph) {
    boolean beforeCell =
        paragraph.getNext() instanceof FencedCodeBlock block
            && Fence.of(block).kind() == Fence.Kind.CELL;
    if (!beforeCell) {
      fault(paragraph, "\"" + PREDICT + "\" without a cell right after it");
    }
    return question(paragraph, PREDICT);
  }

  /** A quiz is read at its choices; here it is made sure that there are some. */
  void quiz(Node paragraph) {
    if (paragraph.getNext() == null || !isChoices(paragraph.getNext())) {
      fault(paragraph, "\"" + QUIZ + "\" without choices right after it: \"- [ ]\" or \"- [x]\"");
    }
  }

  /** The quiz that these choices belong to, if they do. */
  @Nullable QuizDraft choices(Node list, String name) {
    Node paragraph = list.getPrevious();
    if (!begins(paragraph, QUIZ)) {
      fault(list, "choices without \"" + QUIZ + "\" right before them");
      return null;
    }
    List<Block.Choice> choices = new ArrayList<>();
    for (Node item : Markdown.children(list)) {
      if (isChoice(item)) {
        choices.add(choice(item));
      } else {
        fault(item, "a choice without its box: \"[ ]\" or \"[x]\"");
      }
    }
    if (choices.size() < FEWEST_CHOICES) {
      fault(list, "a quiz has at least two choices");
    }
    if (choices.stream().noneMatch(Block.Choice::right)) {
      fault(list, "a quiz has at least one right choice: \"- [x]\"");
    }
    return new QuizDraft(name, question(paragraph, QUIZ), choices);
  }

  private Block.Choice choice(Node item) {
    if (item.getFirstChild() != item.getLastChild()) {
      fault(item, "a choice is one paragraph");
    }
    Text first = (Text) item.getFirstChild().getFirstChild();
    Matcher box = CHOICE.matcher(first.getLiteral());
    if (!box.matches()) {
      throw new IllegalArgumentException("not a choice: " + first.getLiteral());
    }
    first.setLiteral(box.group(2));
    return new Block.Choice(Markdown.inlineHtml(item.getFirstChild()), !box.group(1).isBlank());
  }

  private String question(Node paragraph, String word) {
    Text text = (Text) paragraph.getFirstChild();
    text.setLiteral(text.getLiteral().substring(word.length()).stripLeading());
    String html = Markdown.inlineHtml(paragraph).strip();
    if (html.isEmpty()) {
      fault(paragraph, "\"" + word + "\" asks nothing");
    }
    return html;
  }

  private void fault(Node node, String message) {
    faults.accept(message, Markdown.line(node));
  }
}
