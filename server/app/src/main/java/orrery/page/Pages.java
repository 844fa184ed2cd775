package orrery.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import orrery.door.Door;
import orrery.door.Owner;
import orrery.kernels.Kernels;
import orrery.lesson.Block;
import orrery.lesson.Lesson;
import orrery.notebook.LiveNotebook;
import orrery.notebook.Notebooks;
import orrery.store.Store;
import orrery.store.StoreUnwell;

/** The lessons and the notebooks. */
@Controller
class Pages {

  private final List<Lesson> lessons;
  private final Notebooks notebooks;
  private final Kernels kernels;
  private final ImportMap importMap;
  private final Store store;
  private final Set<Owner> told = ConcurrentHashMap.newKeySet();

  Pages(
      List<Lesson> lessons,
      Notebooks notebooks,
      Store store,
      Kernels kernels,
      ImportMap importMap) {
    this.lessons = lessons;
    this.notebooks = notebooks;
    this.store = store;
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

  /** What happened to the notebooks at the start: each owner is told once. */
  private String mishap(Owner owner) {
    return !store.mishap().isEmpty() && told.add(owner) ? store.mishap() : "";
  }

  @GetMapping("/")
  String list(HttpServletRequest request, Model model) {
    Owner owner = Door.owner(request);
    model.addAttribute("lessons", entries(owner));
    model.addAttribute("mishap", mishap(owner));
    return "lessons";
  }

  private List<Entry> entries(Owner owner) {
    return asked(() -> lessons.stream().map(lesson -> entry(owner, lesson)).toList());
  }

  private Entry entry(Owner owner, Lesson lesson) {
    Optional<LiveNotebook> begun =
        notebooks.begun(owner, lesson.name()).map(Notebooks.Open::notebook);
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
  String open(@PathVariable String name, HttpServletRequest request) {
    return asked(() -> notebooks.ofLesson(Door.owner(request), name))
        .map(open -> "redirect:/notebooks/" + open.notebook().id())
        .orElseThrow(() -> missing("There is no lesson of that name."));
  }

  @GetMapping("/notebooks/{id}")
  String notebook(@PathVariable String id, HttpServletRequest request, Model model) {
    Owner owner = Door.owner(request);
    Notebooks.Open open =
        notebooks
            .byId(owner, id)
            .orElseThrow(() -> missing("There is no notebook at this address."));
    model.addAttribute("notebook", open.notebook());
    model.addAttribute("lesson", open.lesson());
    model.addAttribute("lessons", entries(owner));
    model.addAttribute("mishap", mishap(owner));
    return "notebook";
  }

  /** What can't be read or begun just now is told in the store's own words. */
  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (StoreUnwell e) {
      throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage(), e);
    }
  }

  private static ResponseStatusException missing(String message) {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, message);
  }
}
