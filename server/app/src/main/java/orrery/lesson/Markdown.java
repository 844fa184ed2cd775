package orrery.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** CommonMark with tables. Raw HTML is shown as text, and links lead to harmless schemes only. */
final class Markdown {

  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final Parser PARSER =
      Parser.builder().extensions(EXTENSIONS).includeSourceSpans(IncludeSourceSpans.BLOCKS).build();
  private static final HtmlRenderer HTML =
      HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).sanitizeUrls(true).build();
  private static final TextContentRenderer TEXT =
      TextContentRenderer.builder().extensions(EXTENSIONS).build();

  private Markdown() {}

  /** The blocks of a document, in order. */
  static List<Node> blocks(String text) {
    return children(PARSER.parse(text));
  }

  static List<Node> children(Node parent) {
    List<Node> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      children.add(node);
    }
    return children;
  }

  static String html(List<Node> blocks) {
    return blocks.stream().map(HTML::render).collect(Collectors.joining());
  }

  /** Of a paragraph, without the paragraph itself. */
  static String inlineHtml(Node paragraph) {
    return html(children(paragraph));
  }

  static String text(Node node) {
    return TEXT.render(node).strip();
  }

  /** Where a block begins, from 1. */
  static int line(Node block) {
    return block.getSourceSpans().get(0).getLineIndex() + 1;
  }
}
