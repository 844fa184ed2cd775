package orrery.lesson;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;
import orrery.text.Printable;

/** Reads the text of one lesson file; made for one use. */
final class LessonReader {

  private static final Pattern FILE_NAME =
      Pattern.compile("((\\d\\d)-[a-z0-9]+(?:-[a-z0-9]+)+)\\.md");

  private final String file;
  private final List<LessonFault> faults = new ArrayList<>();
  private final List<SectionDraft> sections = new ArrayList<>();
  private final List<Node> intro = new ArrayList<>();
  private final List<CellDraft> exercises = new ArrayList<>();
  private final Set<String> cellNames = new HashSet<>();
  private final Set<String> anchors = new HashSet<>();

  /** The last number given to an anchor, by what comes before the number. */
  private final Map<String, Integer> numbers = new HashMap<>();

  private final QuestionReader questions = new QuestionReader((what, line) -> fault(line, what));
  private int cells;
  private int quizzes;
  private @Nullable String title;

  private LessonReader(String file) {
    this.file = file;
  }

  /**
   * Reads a lesson.
   *
   * @param file for messages; the last part of its path is the lesson's name
   * @throws FaultyLessons with every fault of the file
   */
  static Lesson read(String file, String text) {
    LessonReader reader = new LessonReader(file);
    reader.unseen(text);
    return reader.lesson(blocks(file, text));
  }

  /** The blocks of a file. */
  static List<Node> blocks(String file, String text) {
    try {
      return Markdown.blocks(text);
    } catch (IllegalArgumentException e) {
      throw new FaultyLessons(List.of(new LessonFault(file, 0, String.valueOf(e.getMessage()))));
    }
  }

  /** What a reader can't see has no place in code or prose: it may turn around what stands by. */
  private void unseen(String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      int at = number;
      Printable.unseen(line)
          .ifPresent(what -> fault(at, "an unseen character: write it as " + what));
    }
  }

  private Lesson lesson(List<Node> blocks) {
    Matcher name = FILE_NAME.matcher(file.substring(file.lastIndexOf('/') + 1));
    if (!name.matches()) {
      fault(0, "not a lesson's name: NN-verb-noun.md is, in lower case");
    }
    blocks.forEach(this::block);
    exercises.forEach(this::complete);
    if (title == null) {
      fault(0, "no title: a lesson begins with a line \"# …\"");
    }
    if (cells == 0) {
      fault(0, "no cell: a lesson has at least one java fence");
    }
    if (title == null || !faults.isEmpty()) {
      throw new FaultyLessons(faults);
    }
    return new Lesson(
        name.group(1),
        Integer.parseInt(name.group(2)),
        title,
        Markdown.html(intro),
        sections.stream().map(SectionDraft::section).toList());
  }

  private void block(Node node) {
    if (node instanceof Heading heading && heading.getLevel() == 1) {
      title(heading);
    } else if (node instanceof Heading heading && heading.getLevel() == 2) {
      sections.add(new SectionDraft(Markdown.text(heading), anchor(Markdown.text(heading))));
    } else if (node instanceof FencedCodeBlock block) {
      fence(block);
    } else if (QuestionReader.isPrediction(node)) {
      inSection(node, section -> section.predict(questions.prediction(node)));
    } else if (QuestionReader.isQuiz(node)) {
      inSection(node, section -> questions.quiz(node));
    } else if (QuestionReader.isChoices(node)) {
      inSection(node, section -> choices(section, node));
    } else {
      node.accept(new NestedFences());
      if (ExerciseDraft.isHint(node)) {
        hint(node);
      } else {
        prose(node);
      }
    }
  }

  private void inSection(Node node, Consumer<SectionDraft> read) {
    if (sections.isEmpty()) {
      fault(Markdown.line(node), "a question before the first section: begin one with \"## …\"");
    } else {
      read.accept(section());
    }
  }

  private void choices(SectionDraft section, Node list) {
    quizzes++;
    QuizDraft quiz = questions.choices(list, "quiz-" + quizzes);
    if (quiz != null) {
      section.add(quiz);
    }
  }

  private void title(Heading heading) {
    if (title != null) {
      fault(Markdown.line(heading), "a second title: a lesson has one line \"# …\"");
    } else if (!intro.isEmpty() || !sections.isEmpty()) {
      fault(Markdown.line(heading), "the title stands after text: it comes first");
    }
    title = Markdown.text(heading);
    if (title.isEmpty()) {
      fault(Markdown.line(heading), "an empty title");
    }
  }

  /** A title as it looks in an address, with a number where a section before has the same. */
  private String anchor(String sectionTitle) {
    String words = sectionTitle.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    String base = words.equals("-") ? "section" : words.replaceAll("^-|-$", "");
    String anchor = base;
    while (!anchors.add(anchor)) {
      anchor = base + "-" + numbers.merge(base, 2, (last, first) -> last + 1);
    }
    return anchor;
  }

  private void fence(FencedCodeBlock block) {
    Fence fence = Fence.of(block);
    switch (fence.kind()) {
      case CELL -> cell(fence);
      case CHECK -> part(fence, ExerciseDraft::check);
      case SOLUTION -> part(fence, ExerciseDraft::solution);
      case COUNTERPART -> counterpart(fence);
      case OUTPUT -> expectation(fence, ExpectationReader::output);
      case SQL -> expectation(fence, ExpectationReader::sql);
      case ERROR -> expectation(fence, ExpectationReader::error);
      case TRACE -> expectation(fence, ExpectationReader::trace);
      case CONTEXT -> expectation(fence, ExpectationReader::context);
      case ROWS -> expectation(fence, ExpectationReader::rows);
      case PROSE -> prose(block);
      case UNKNOWN -> fault(fence.line(), "unknown fence \"" + fence.info() + "\"");
    }
  }

  private void cell(Fence fence) {
    cells++;
    CellDraft cell = new CellDraft(fence, cells, message -> fault(fence.line(), message));
    if (cell.exercise() != null) {
      exercises.add(cell);
    }
    if (!cellNames.add(cell.name())) {
      fault(fence.line(), "a second cell named \"" + cell.name() + "\"");
    }
    if (sections.isEmpty()) {
      fault(fence.line(), "a cell before the first section: begin one with a line \"## …\"");
    } else {
      section().add(cell);
    }
  }

  private void part(Fence fence, BiPredicate<ExerciseDraft, Fence> add) {
    ExerciseDraft exercise = exerciseBefore(fence.line(), fence.info());
    if (exercise != null && !add.test(exercise, fence)) {
      fault(fence.line(), "a second \"" + fence.info() + "\" for one exercise");
    }
    if (fence.text().isBlank()) {
      fault(fence.line(), "\"" + fence.info() + "\" without code");
    }
  }

  private void hint(Node node) {
    ExerciseDraft exercise = exerciseBefore(Markdown.line(node), "Hint:");
    if (ExerciseDraft.holdsAnother(node)) {
      fault(Markdown.line(node), "two hints in one quotation: leave a blank line between them");
    } else if (exercise != null) {
      exercise.hint(node);
    }
  }

  private @Nullable ExerciseDraft exerciseBefore(int line, String part) {
    CellDraft cell = sections.isEmpty() ? null : section().lastCell();
    ExerciseDraft exercise = cell == null ? null : cell.exercise();
    if (exercise == null) {
      fault(line, "no exercise before \"" + part + "\": it follows a fence java exercise");
    }
    return exercise;
  }

  private void complete(CellDraft cell) {
    ExerciseDraft exercise = cell.exercise();
    if (exercise != null) {
      exercise
          .missing()
          .forEach(part -> fault(cell.line(), "exercise \"" + cell.name() + "\" has no " + part));
    }
  }

  private void counterpart(Fence fence) {
    CellDraft cell = cellBefore(fence);
    if (cell != null && !cell.python(fence.text())) {
      fault(fence.line(), "a second python fence for cell \"" + cell.name() + "\"");
    }
  }

  private void expectation(Fence fence, Function<Fence, Expectation> read) {
    CellDraft cell = cellBefore(fence);
    if (cell != null) {
      cell.expect(read.apply(fence));
    }
  }

  private @Nullable CellDraft cellBefore(Fence fence) {
    CellDraft cell = sections.isEmpty() ? null : section().lastCell();
    if (cell == null) {
      fault(fence.line(), "no cell before \"" + fence.info() + "\" in its section");
    }
    return cell;
  }

  private void prose(Node node) {
    if (sections.isEmpty()) {
      intro.add(node);
    } else {
      section().add(node);
    }
  }

  private SectionDraft section() {
    return sections.get(sections.size() - 1);
  }

  private void fault(int line, String message) {
    faults.add(new LessonFault(file, line, message));
  }

  /** A cell in a list or quotation would be text by oversight. */
  private final class NestedFences extends AbstractVisitor {
    @Override
    public void visit(FencedCodeBlock block) {
      Fence fence = Fence.of(block);
      if (fence.kind() != Fence.Kind.PROSE) {
        fault(fence.line(), "\"" + fence.info() + "\" within a list or quotation: move it out");
      }
    }
  }
}
