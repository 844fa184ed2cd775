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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import orrery.door.Owner;
import orrery.kernel.protocol.Event;
import orrery.kernels.Kernels;
import orrery.lesson.Block;
import orrery.lesson.Lesson;
import orrery.store.Store;

/** Notebooks: each owner has one for each lesson that he opened, and finds no other. */
public final class Notebooks implements AutoCloseable {

  private static final int ID_BYTES = 16;
  private static final int IDLE_MINUTES = 10;

  private final Map<String, Lesson> lessons;
  private final Kernels kernels;
  private final Store store;
  private final NotebookMeters meters;
  private final Quota.Limits limits;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Open> open = new ConcurrentHashMap<>();

  /** Characters of each notebook as last known, by owner and id: most are not open. */
  private final Map<String, Map<String, Long>> sizes = new ConcurrentHashMap<>();

  /** A notebook, the lesson it is of, whose it is, and when it was asked for last. */
  public record Open(LiveNotebook notebook, Lesson lesson, String owner, AtomicLong nanos) {

    private Open used() {
      nanos.set(System.nanoTime());
      return this;
    }

    private boolean isOld() {
      return System.nanoTime() - nanos.get() > TimeUnit.MINUTES.toNanos(IDLE_MINUTES);
    }
  }

  /**
   * Notebooks of these lessons, kept in {@code store} and run by {@code kernels}.
   *
   * @param mostChars that a notebook may hold before nothing more is run in it
   * @param mostOfOwner the same of all notebooks of an owner
   */
  public Notebooks(
      List<Lesson> lessons,
      Kernels kernels,
      Store store,
      NotebookMeters meters,
      long mostChars,
      long mostOfOwner) {
    this.limits = new Quota.Limits(mostChars, mostOfOwner);
    this.lessons =
        lessons.stream()
            .collect(
                Collectors.toMap(Lesson::name, lesson -> lesson, (a, b) -> a, LinkedHashMap::new));
    this.kernels = kernels;
    this.store = store;
    this.meters = meters;
    clock.scheduleWithFixedDelay(this::forget, IDLE_MINUTES, 1, TimeUnit.MINUTES);
    store.onChange(state -> tell(new Event.Notice(state.words())));
  }

  private void tell(Event.Notice notice) {
    open.values().forEach(each -> each.notebook().show(notice));
  }

  /** The owner's notebook of a lesson, begun now if it was not; empty if there is no lesson. */
  public synchronized Optional<Open> ofLesson(Owner owner, String lesson) {
    if (!lessons.containsKey(lesson)) {
      return Optional.empty();
    }
    return open(
        store
            .find(owner.name(), lesson)
            .orElseGet(() -> store.create(newId(), owner.name(), lesson)));
  }

  /** The owner's notebook of a lesson, if it was begun. */
  public synchronized Optional<Open> begun(Owner owner, String lesson) {
    return store.find(owner.name(), lesson).flatMap(this::open);
  }

  /** The notebook of that id; empty if the owner has none, or its lesson is no more. */
  public synchronized Optional<Open> byId(Owner owner, String id) {
    return store.byId(id).filter(saved -> saved.owner().equals(owner.name())).flatMap(this::open);
  }

  private Optional<Open> open(Store.Saved saved) {
    Lesson lesson = lessons.get(saved.lesson());
    if (lesson == null) {
      return Optional.empty();
    }
    return Optional.of(
            open.computeIfAbsent(
                saved.id(),
                id -> new Open(live(saved, lesson), lesson, saved.owner(), new AtomicLong())))
        .map(Open::used);
  }

  private LiveNotebook live(Store.Saved saved, Lesson lesson) {
    Quota quota = new Quota(limits, () -> chars(saved.owner()));
    return new LiveNotebook(saved, plan(lesson), kernels, store, quota, clock, meters);
  }

  private long chars(String owner) {
    Map<String, Long> known =
        sizes.computeIfAbsent(owner, name -> new ConcurrentHashMap<>(store.chars(name)));
    open.values().stream().filter(each -> each.owner().equals(owner)).forEach(this::measure);
    return known.values().stream().mapToLong(chars -> chars).sum();
  }

  /** Of an owner who has not run anything yet the store knows enough. */
  private void measure(Open one) {
    Map<String, Long> known = sizes.get(one.owner());
    if (known != null) {
      known.put(one.notebook().id(), one.notebook().chars());
    }
  }

  /** Forgets notebooks that nobody has asked for in a while; the store has them. */
  private synchronized void forget() {
    for (Open each : List.copyOf(open.values())) {
      if (each.isOld() && each.notebook().isIdle()) {
        measure(each);
        open.remove(each.notebook().id());
      }
    }
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
