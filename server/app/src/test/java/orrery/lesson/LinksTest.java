package orrery.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links in what people read lead somewhere. No address outside is asked. */
class LinksTest {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();

  @TempDir Path folder;

  private record Found(Path file, int line, String target) {

    @Override
    public String toString() {
      return file.getFileName() + ":" + line + ": " + target;
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<Found> links = new ArrayList<>();
    for (Path file : files()) {
      links.addAll(links(file));
    }
    assertThat(links).hasSizeGreaterThan(20);
    assertThat(links).filteredOn(link -> !leads(link)).as("broken links").isEmpty();
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(ROOT.resolve("README.md"));
    files.add(ROOT.resolve("web/PROTOCOL.md"));
    try (Stream<Path> lessons = Files.walk(ROOT.resolve("lessons"))) {
      lessons.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
    }
    return files;
  }

  private static List<Found> links(Path file) throws IOException {
    List<Found> links = new ArrayList<>();
    PARSER
        .parse(Files.readString(file))
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                links.add(new Found(file, line(link), link.getDestination()));
                visitChildren(link);
              }

              @Override
              public void visit(Image image) {
                links.add(new Found(file, line(image), image.getDestination()));
              }
            });
    return links;
  }

  private static int line(Node node) {
    return node.getSourceSpans().get(0).getLineIndex() + 1;
  }

  private static boolean leads(Found link) {
    try {
      URI target = new URI(link.target());
      return target.isAbsolute() ? isOutside(target) : isHere(link.file(), target);
    } catch (URISyntaxException | IOException e) {
      return false;
    }
  }

  private static boolean isOutside(URI target) {
    return "https".equals(target.getScheme()) && target.getHost() != null;
  }

  private static boolean isHere(Path from, URI target) throws IOException {
    String path = target.getPath();
    Path file = path.isEmpty() ? from : from.resolveSibling(path).normalize();
    return Files.exists(file)
        && (target.getFragment() == null || anchors(file).contains(target.getFragment()));
  }

  /** As forges make them of headings; the page makes the same of a lesson's. */
  private static List<String> anchors(Path file) throws IOException {
    List<String> anchors = new ArrayList<>();
    PARSER
        .parse(Files.readString(file))
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Heading heading) {
                String title = Markdown.text(heading).toLowerCase(Locale.ROOT);
                anchors.add(title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
              }
            });
    return anchors;
  }

  @Test
  void oneThatLeadsNowhereIsTold() throws IOException {
    Files.writeString(folder.resolve("there.md"), "# A title, here\n");
    Path file = folder.resolve("from.md");
    Files.writeString(
        file,
        """
        [a](there.md) [b](there.md#a-title-here) [c](https://example.org/x)

        [d](nowhere.md) [e](there.md#nowhere)
        [f](http://example.org) ![g](https:/x)
        """);
    assertThat(links(file))
        .filteredOn(link -> !leads(link))
        .extracting(Found::toString)
        .containsExactly(
            "from.md:3: nowhere.md",
            "from.md:3: there.md#nowhere",
            "from.md:4: http://example.org",
            "from.md:4: https:/x");
  }
}
