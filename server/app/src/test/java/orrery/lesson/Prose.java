package orrery.lesson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * What a person reads of a Markdown file: its text without code, and the sentences of its checks.
 */
record Prose(Path file, List<Passage> passages) {

  /** Stands in a text for a code span: a word, but none of English. */
  static final String CODE = "□";

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();
  private static final String STRING = "\"((?:[^\"\\\\\n]|\\\\.)*)\"";
  private static final Pattern SAID =
      Pattern.compile("\\.as\\(\\s*(" + STRING + "(?:\\s*\\+\\s*" + STRING + ")*)");
  private static final Pattern JOIN = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern BOX = Pattern.compile("^\\[[ x]] ");

  enum Kind {
    HEADING,
    PARAGRAPH,
    TABLE_CELL,
    /** What a check says to the learner. */
    MESSAGE
  }

  /** One block of text, which begins at a line of the file, from 1. */
  record Passage(int line, Kind kind, String text) {

    /** The line on which the character at an index stands. */
    int lineAt(int index) {
      return line + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
    }
  }

  static Prose read(Path file) throws IOException {
    return of(file, Files.readString(file));
  }

  static Prose of(Path file, String markdown) {
    List<Passage> passages = new ArrayList<>();
    PARSER.parse(markdown).accept(new Blocks(passages));
    return new Prose(file, passages);
  }

  /** The same file without its headings, where these are names. */
  Prose withoutHeadings() {
    return new Prose(
        file, passages.stream().filter(passage -> passage.kind() != Kind.HEADING).toList());
  }

  /** The passages that are whole sentences, or meant to be. */
  List<Passage> sentences() {
    return passages.stream()
        .filter(passage -> passage.kind() == Kind.PARAGRAPH || passage.kind() == Kind.MESSAGE)
        .toList();
  }

  /** A place in the file, as messages name it. */
  String at(int line) {
    int names = file.getNameCount();
    return file.subpath(Math.max(0, names - 2), names) + ":" + line;
  }

  private static int line(Node node) {
    return node.getSourceSpans().get(0).getLineIndex() + 1;
  }

  private static final class Blocks extends AbstractVisitor {

    private final List<Passage> passages;

    private Blocks(List<Passage> passages) {
      this.passages = passages;
    }

    @Override
    public void visit(Heading heading) {
      add(heading, Kind.HEADING);
    }

    @Override
    public void visit(Paragraph paragraph) {
      add(paragraph, Kind.PARAGRAPH);
    }

    @Override
    public void visit(CustomNode node) {
      if (node instanceof TableCell) {
        add(node, Kind.TABLE_CELL);
      } else {
        visitChildren(node);
      }
    }

    @Override
    public void visit(FencedCodeBlock block) {
      if ("java check".equals(block.getInfo())) {
        SAID.matcher(block.getLiteral()).results().forEach(said -> message(block, said));
      }
    }

    private void message(FencedCodeBlock block, MatchResult said) {
      long before =
          block.getLiteral().substring(0, said.start(1)).chars().filter(c -> c == '\n').count();
      String literal = JOIN.matcher(said.group(1)).replaceAll("");
      String text = literal.substring(1, literal.length() - 1).replace("\\\"", "\"");
      Flat flat = new Flat();
      PARSER.parse(text).accept(flat);
      passages.add(new Passage(line(block) + 1 + (int) before, Kind.MESSAGE, flat.text.toString()));
    }

    private void add(Node node, Kind kind) {
      Flat flat = new Flat();
      node.accept(flat);
      String text = BOX.matcher(flat.text).replaceFirst("");
      passages.add(new Passage(line(node), kind, text));
    }
  }

  private static final class Flat extends AbstractVisitor {

    private final StringBuilder text = new StringBuilder();

    @Override
    public void visit(Text node) {
      text.append(node.getLiteral());
    }

    @Override
    public void visit(Code code) {
      text.append(CODE);
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
      text.append('\n');
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
      text.append('\n');
    }
  }
}
