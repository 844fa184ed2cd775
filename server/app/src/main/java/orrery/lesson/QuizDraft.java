package orrery.lesson;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A quiz while it is not known yet whether a cell proves it. */
final class QuizDraft {

  private final String name;
  private final String html;
  private final List<Block.Choice> choices;
  private @Nullable String proof;

  QuizDraft(String name, String html, List<Block.Choice> choices) {
    this.name = name;
    this.html = html;
    this.choices = choices;
  }

  void provedBy(String cell) {
    proof = cell;
  }

  Block.Quiz quiz() {
    return new Block.Quiz(name, html, choices, proof);
  }
}
