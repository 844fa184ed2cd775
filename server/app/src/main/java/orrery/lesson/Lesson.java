package orrery.lesson;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One lesson file.
 *
 * @param name the file's name without {@code .md}: {@code 01-open-the-bookstore}
 * @param number the name's leading digits; the order of lessons
 * @param title text of the one H1
 * @param introHtml what stands before the first section; safe to show as it is
 */
public record Lesson(
    String name, int number, String title, String introHtml, List<Section> sections) {

  public Lesson {
    sections = List.copyOf(sections);
  }

  /** The cells of all sections, in order; never empty. */
  public List<Block.Cell> cells() {
    return blocks(Block.Cell.class);
  }

  /** What is asked before cells are run. */
  public List<Block.Prediction> predictions() {
    return blocks(Block.Prediction.class);
  }

  /** The quizzes of all sections, in order. */
  public List<Block.Quiz> quizzes() {
    return blocks(Block.Quiz.class);
  }

  private <B extends Block> List<B> blocks(Class<B> type) {
    return sections.stream()
        .flatMap(section -> section.blocks().stream())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** The exercises by the names of their cells, in order. */
  public Map<String, Exercise> exercises() {
    Map<String, Exercise> exercises = new LinkedHashMap<>();
    for (Block.Cell cell : cells()) {
      Exercise exercise = cell.exercise();
      if (exercise != null) {
        exercises.put(cell.name(), exercise);
      }
    }
    return exercises;
  }
}
