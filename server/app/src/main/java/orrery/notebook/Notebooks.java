package orrery.notebook;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import orrery.kernels.Kernels;
import orrery.lesson.Block;
import orrery.lesson.Lesson;
import orrery.store.Store;

/** The learner's notebooks: one for each lesson that was opened. */
public final class Notebooks implements AutoCloseable {

  private static final int ID_BYTES = 16;

  private final Map<String, Lesson> lessons;
  private final Kernels kernels;
  private final Store store;
  private final NotebookMeters meters;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Open> open = new ConcurrentHashMap<>();

  /** A notebook and the lesson it is of. */
  public record Open(LiveNotebook notebook, Lesson lesson) {}

  /** Notebooks of these lessons, kept in {@code store} and run by {@code kernels}. */
  public Notebooks(List<Lesson> lessons, Kernels kernels, Store store, NotebookMeters meters) {
    this.lessons =
        lessons.stream()
            .collect(
                Collectors.toMap(Lesson::name, lesson -> lesson, (a, b) -> a, LinkedHashMap::new));
    this.kernels = kernels;
    this.store = store;
    this.meters = meters;
  }

  /** The notebook of a lesson, begun now if it was not; empty if there is no such lesson. */
  public synchronized Optional<Open> ofLesson(String lesson) {
    if (!lessons.containsKey(lesson)) {
      return Optional.empty();
    }
    return open(store.byLesson(lesson).orElseGet(() -> store.create(newId(), lesson)));
  }

  /** The notebook of a lesson, if it was begun. */
  public synchronized Optional<Open> begun(String lesson) {
    return store.byLesson(lesson).flatMap(this::open);
  }

  /** The notebook of that id; empty if there is none, or its lesson is no more. */
  public synchronized Optional<Open> byId(String id) {
    Open found = open.get(id);
    return found != null ? Optional.of(found) : store.byId(id).flatMap(this::open);
  }

  private Optional<Open> open(Store.Saved saved) {
    Lesson lesson = lessons.get(saved.lesson());
    if (lesson == null) {
      return Optional.empty();
    }
    return Optional.of(
        open.computeIfAbsent(
            saved.id(),
            id ->
                new Open(
                    new LiveNotebook(id, plan(lesson), kernels, store, clock, meters), lesson)));
  }

  private static Plan plan(Lesson lesson) {
    Map<String, String> originals = new LinkedHashMap<>();
    lesson.cells().forEach(cell -> originals.put(cell.name(), cell.source()));
    originals.put(Plan.SCRATCH, "");
    Set<String> meantToFail =
        lesson.cells().stream()
            .filter(Block.Cell::fails)
            .map(Block.Cell::name)
            .collect(Collectors.toSet());
    Map<String, String> checks = new LinkedHashMap<>();
    lesson.exercises().forEach((cell, exercise) -> checks.put(cell, exercise.check()));
    return new Plan(
        List.copyOf(originals.keySet()),
        Map.copyOf(originals),
        meantToFail,
        Map.copyOf(checks),
        Asked.of(lesson));
  }

  private String newId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  /** Takes no more turns; the kernels and the store are closed by their owner. */
  @Override
  public void close() {
    open.values().forEach(each -> each.notebook().close());
    clock.shutdownNow();
  }
}
