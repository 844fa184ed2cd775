package orrery.kernel.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import orrery.kernel.source.Brackets;
import orrery.kernel.source.Lexer;
import orrery.kernel.source.Token;

/** Where in a cell's source a query is made from its text, as {@code session.createQuery("…"}. */
final class QuerySite {

  private static final String SELECTION = "createSelectionQuery";
  private static final Set<String> CALLS = Set.of(SELECTION, "createQuery");

  /** Signs that a {@code createQuery} is not one of a Session of Hibernate's own. */
  private static final Set<String> JPA =
      Set.of("EntityManager", "runInTransaction", "callInTransaction", "createEntityManager");

  private final Cell cell;
  private final List<Token> tokens;
  private final int literal;

  private QuerySite(Cell cell, List<Token> tokens, int literal) {
    this.cell = cell;
    this.tokens = tokens;
    this.literal = literal;
  }

  /**
   * The site of a query; null if its text does not stand in the cell as one literal.
   *
   * @param line that ran the query: of several sites the last one before its end counts
   */
  static @Nullable QuerySite of(Cell cell, String hql, int line) {
    List<Token> tokens = Lexer.tokens(cell.source());
    List<Integer> sites =
        IntStream.range(4, tokens.size()).filter(at -> isSite(tokens, at, hql)).boxed().toList();
    if (sites.isEmpty()) {
      return null;
    }
    int found = sites.get(0);
    for (int site : sites) {
      if (lineOf(cell.source(), tokens.get(site).start()) <= Math.max(line, 1)) {
        found = site;
      }
    }
    return new QuerySite(cell, tokens, found);
  }

  private static boolean isSite(List<Token> tokens, int at, String hql) {
    return tokens.get(at).kind() == Token.Kind.LITERAL
        && tokens.get(at - 1).is("(")
        && CALLS.contains(tokens.get(at - 2).text())
        && tokens.get(at - 3).is(".")
        && tokens.get(at - 4).isWord()
        && folded(Literal.value(tokens.get(at).text())).equals(folded(hql));
  }

  private static String folded(String hql) {
    return hql.strip().replaceAll("\\s+", " ");
  }

  private static int lineOf(String source, int index) {
    return 1 + (int) source.chars().limit(index).filter(c -> c == '\n').count();
  }

  /** The variable that refers to the Session. */
  String receiver() {
    return tokens.get(literal - 4).text();
  }

  /** Whether the receiver is certain to have the methods of a Session. */
  boolean isOfSession() {
    return tokens.get(literal - 2).is(SELECTION)
        || tokens.stream().noneMatch(token -> token.isWord() && JPA.contains(token.text()));
  }

  /** The variable that stands where a query's result class may stand; null if none does. */
  @Nullable String graph() {
    Token second = tokens.get(literal + 2);
    boolean variable =
        tokens.get(literal + 1).is(",") && second.isWord() && tokens.get(literal + 3).is(")");
    return variable ? second.text() : null;
  }

  /** The cell's source with another query. */
  String with(String hql) {
    return Edit.all(cell.source(), List.of(query(hql)));
  }

  /** The cell's source with another query, and a statement before the one it stands in. */
  @Nullable String with(String hql, String statement) {
    List<Edit> edits = new ArrayList<>(List.of(query(hql)));
    return prepend(List.of(statement), edits) ? Edit.all(cell.source(), edits) : null;
  }

  /** The cell's source with the query's result class in the place of a graph. */
  String withClass(String entity) {
    Token second = tokens.get(literal + 2);
    return Edit.all(
        cell.source(), List.of(new Edit(second.start(), second.end(), entity + ".class")));
  }

  /** The cell's source with an entity graph; only {@code createSelectionQuery} takes one. */
  @Nullable String withGraph(String entity, String attribute) {
    Token second = tokens.get(literal + 2);
    boolean typed =
        tokens.get(literal - 2).is(SELECTION)
            && tokens.get(literal + 1).is(",")
            && second.is(entity)
            && tokens.get(literal + 3).is(".")
            && tokens.get(literal + 4).is("class");
    String graph = graphName(attribute);
    List<Edit> edits = new ArrayList<>();
    edits.add(
        new Edit(
            second.start(), tokens.get(Math.min(literal + 4, tokens.size() - 1)).end(), graph));
    return typed && prepend(graph(receiver(), entity, attribute, graph), edits)
        ? Edit.all(cell.source(), edits)
        : null;
  }

  /** The statements that make a graph. */
  static List<String> graph(String session, String entity, String attribute, String variable) {
    return List.of(
        "var %s = %s.createEntityGraph(%s.class);".formatted(variable, session, entity),
        "%s.addAttributeNode(\"%s\");".formatted(variable, attribute));
  }

  private String graphName(String attribute) {
    String name = "with" + Character.toUpperCase(attribute.charAt(0)) + attribute.substring(1);
    return tokens.stream().anyMatch(token -> token.is(name)) ? name + "Graph" : name;
  }

  private Edit query(String hql) {
    Token old = tokens.get(literal);
    boolean same = Literal.value(old.text()).equals(hql);
    return new Edit(old.start(), old.end(), same ? old.text() : Literal.of(hql));
  }

  private boolean prepend(List<String> statements, List<Edit> edits) {
    int start = new StatementStart(tokens, cell.cut().apply(cell.source())).of(literal - 4);
    if (start == StatementStart.NONE) {
      return false;
    }
    if (start > 0 && tokens.get(start - 1).is("->")) {
      return block(start, statements, edits);
    }
    int at = tokens.get(start).start();
    String indent = indent(at);
    String before = cell.source().substring(cell.source().lastIndexOf('\n', at - 1) + 1, at);
    String between = before.isBlank() ? "\n" + indent : " ";
    edits.add(new Edit(at, at, String.join(between, statements) + between));
    return true;
  }

  /** A lambda's expression becomes a block, where it is known whether that has to return it. */
  private boolean block(int start, List<String> statements, List<Edit> edits) {
    int arrow = start - 1;
    boolean plain =
        arrow > 2 && tokens.get(arrow - 1).is(receiver()) && tokens.get(arrow - 2).is("(");
    String callee = plain ? tokens.get(arrow - 3).text() : "";
    boolean returns = callee.startsWith("from");
    if (!returns && !callee.startsWith("in") || !callee.matches("\\w+(Transaction|Session)")) {
      return false;
    }
    int end = Brackets.end(tokens, arrow - 2) - 2;
    String indent = indent(tokens.get(arrow).start());
    String inner = "\n" + indent + "    ";
    String head = "{" + inner + String.join(inner, statements) + inner + (returns ? "return " : "");
    edits.add(new Edit(tokens.get(start).start(), tokens.get(start).start(), head));
    edits.add(new Edit(tokens.get(end).end(), tokens.get(end).end(), ";\n" + indent + "}"));
    return true;
  }

  private String indent(int at) {
    int line = cell.source().lastIndexOf('\n', Math.max(0, at - 1)) + 1;
    int end = line;
    while (end < cell.source().length() && " \t".indexOf(cell.source().charAt(end)) >= 0) {
      end++;
    }
    return cell.source().substring(line, end);
  }
}
