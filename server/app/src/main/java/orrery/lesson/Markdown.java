package orrery.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;

/**
 * CommonMark with tables. Raw HTML is shown as text, links lead to harmless schemes only, and a
 * link to another lesson's file leads to that lesson.
 */
final class Markdown {

  /** Characters of all addresses and titles of links together. */
  private static final int MOST_LINKED = 1 << 20;

  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final Parser PARSER =
      Parser.builder().extensions(EXTENSIONS).includeSourceSpans(IncludeSourceSpans.BLOCKS).build();
  private static final Pattern LESSON_FILE = Pattern.compile("^(\\d\\d-[a-z0-9-]+)\\.md(#.*)?$");
  private static final List<String> SCHEMES = List.of("http", "https", "mailto");
  private static final HtmlRenderer HTML =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .urlSanitizer(new DefaultUrlSanitizer(SCHEMES))
          .attributeProviderFactory(context -> Markdown::leadToLesson)
          .build();
  private static final TextContentRenderer TEXT =
      TextContentRenderer.builder().extensions(EXTENSIONS).build();

  private Markdown() {}

  /**
   * The blocks of a document, in order.
   *
   * @throws IllegalArgumentException if it would come out many times as long as it is
   */
  static List<Node> blocks(String text) {
    Node document = PARSER.parse(text);
    LinkLength links = new LinkLength();
    document.accept(links);
    if (links.sum > MOST_LINKED) {
      throw new IllegalArgumentException("the addresses of its links, written out, are over 1 MB");
    }
    return children(document);
  }

  /** A reference is written once, and may be used a hundred thousand times. */
  private static final class LinkLength extends AbstractVisitor {

    private long sum;

    @Override
    public void visit(Link link) {
      add(link.getDestination(), link.getTitle());
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      add(image.getDestination(), image.getTitle());
      visitChildren(image);
    }

    private void add(String destination, @Nullable String title) {
      sum += destination.length() + (title == null ? 0 : title.length());
    }
  }

  static List<Node> children(Node parent) {
    List<Node> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      children.add(node);
    }
    return children;
  }

  /** On a forge the file is the lesson, here it has an address. */
  private static void leadToLesson(Node node, String tag, Map<String, String> attributes) {
    attributes.computeIfPresent(
        "href", (name, href) -> LESSON_FILE.matcher(href).replaceFirst("/lessons/$1$2"));
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
