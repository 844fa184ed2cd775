package orrery.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import orrery.door.Door;
import orrery.kernels.Kernels;
import orrery.lesson.Block;
import orrery.lesson.Lesson;
import orrery.notebook.LiveNotebook;
import orrery.notebook.Notebooks;

/** The lessons and the notebooks. */
@Controller
class Pages {

  private final List<Lesson> lessons;
  private final Notebooks notebooks;
  private final Kernels kernels;
  private final ImportMap importMap;

  Pages(List<Lesson> lessons, Notebooks notebooks, Kernels kernels, ImportMap importMap) {
    this.lessons = lessons;
    this.notebooks = notebooks;
    this.kernels = kernels;
    this.importMap = importMap;
  }

  /** A lesson as the list shows it, with how far the learner is; exercises are cells too. */
  public record Entry(
      String name,
      int number,
      String title,
      String introHtml,
      int cellCount,
      long doneCount,
      int exerciseCount,
      long passedCount,
      boolean started) {}

  @ModelAttribute
  void everyPage(HttpServletRequest request, Model model) {
    model.addAttribute("nonce", request.getAttribute(Door.NONCE));
    model.addAttribute("importMap", importMap);
    model.addAttribute("isolation", kernels.isolation());
  }

  @GetMapping("/")
  String list(Model model) {
    model.addAttribute("lessons", entries());
    return "lessons";
  }

  private List<Entry> entries() {
    return lessons.stream().map(this::entry).toList();
  }

  private Entry entry(Lesson lesson) {
    Optional<LiveNotebook> begun = notebooks.begun(lesson.name()).map(Notebooks.Open::notebook);
    Set<String> exercises = lesson.exercises().keySet();
    return new Entry(
        lesson.name(),
        lesson.number(),
        lesson.title(),
        lesson.introHtml(),
        lesson.cells().size(),
        count(lesson.cells().stream().map(Block.Cell::name), begun.map(LiveNotebook::done)),
        exercises.size(),
        count(exercises.stream(), begun.map(LiveNotebook::passed)),
        begun.isPresent());
  }

  private static long count(Stream<String> cells, Optional<Set<String>> those) {
    return cells.filter(those.orElse(Set.of())::contains).count();
  }

  @GetMapping("/lessons/{name}")
  String open(@PathVariable String name) {
    return notebooks
        .ofLesson(name)
        .map(open -> "redirect:/notebooks/" + open.notebook().id())
        .orElseThrow(() -> missing("There is no lesson of that name."));
  }

  @GetMapping("/notebooks/{id}")
  String notebook(@PathVariable String id, Model model) {
    Notebooks.Open open =
        notebooks.byId(id).orElseThrow(() -> missing("There is no notebook at this address."));
    model.addAttribute("notebook", open.notebook());
    model.addAttribute("lesson", open.lesson());
    model.addAttribute("lessons", entries());
    return "notebook";
  }

  private static ResponseStatusException missing(String message) {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, message);
  }
}
