package orrery.notebook;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import orrery.drawing.Drawings;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Json;
import orrery.kernels.Claim;
import orrery.kernels.Claimant;
import orrery.kernels.Ending;
import orrery.kernels.InKernel;
import orrery.kernels.KernelProcess;
import orrery.kernels.Kernels;
import orrery.kernels.LogContext;
import orrery.store.Store;

/** Does what a {@link Notebook} decides: the only place where its kernel, log and store meet. */
public final class LiveNotebook {

  private static final Logger LOG = LoggerFactory.getLogger(LiveNotebook.class);

  /** An interrupted cell that goes on for longer loses its kernel. */
  private static final long GRACE_MILLIS = 900;

  private final String id;
  private final Kernels kernels;
  private final Store store;
  private final ScheduledExecutorService clock;
  private final NotebookMeters meters;
  private final Log log;
  private final Set<Viewer> viewers = new CopyOnWriteArraySet<>();
  private Turn.Position position;
  private @Nullable KernelProcess kernel;
  private @Nullable Claim claim;
  private @Nullable Listener listening;
  private int place;
  private @Nullable Comparison comparison;
  private long started;

  /** Questions that the kernel has not answered yet. */
  private int asked;

  LiveNotebook(
      String id,
      Plan plan,
      Kernels kernels,
      Store store,
      ScheduledExecutorService clock,
      NotebookMeters meters) {
    this.id = id;
    this.kernels = kernels;
    this.meters = meters;
    this.store = store;
    this.clock = clock;
    List<Log.Entry> kept =
        store.events(id).stream()
            .map(event -> new Log.Entry(event.seq(), event.slot(), event.json()))
            .toList();
    this.log = new Log(kept);
    Notebook saved = Notebook.of(plan);
    for (Log.Entry entry : kept) {
      saved = saved.apply(Log.event(entry));
    }
    this.position = Turn.Position.of(saved);
    Notebook woken = saved;
    take(null, ignored -> Turn.woken(woken));
  }

  /** The notebook's id, part of its address. */
  public String id() {
    return id;
  }

  /** Names of the cells that are done: run as the lesson means it, or passed if an exercise. */
  public synchronized Set<String> done() {
    return position.notebook().done();
  }

  /** Names of the exercises that were passed since the notebook was begun or reset. */
  public synchronized Set<String> passed() {
    return position.notebook().progress().passed();
  }

  /** A Command from a browser. */
  void command(Viewer from, Command command) {
    take(from, now -> Turn.command(now, command));
  }

  void join(Viewer viewer) {
    if (viewers.add(viewer)) {
      meters.joined();
    }
    seen();
    take(null, Turn::opened);
  }

  void leave(Viewer viewer) {
    if (viewers.remove(viewer)) {
      meters.left();
    }
    seen();
    viewer.close();
  }

  private synchronized void seen() {
    if (claim != null) {
      claim.seen(!viewers.isEmpty());
    }
  }

  synchronized List<Log.Entry> after(long seq, int most) {
    return log.after(seq > log.last() ? 0 : seq, most);
  }

  /** One turn; turns of a notebook come one after the other. */
  private synchronized void take(
      @Nullable Viewer from, Function<Turn.Position, Turn.Outcome> turn) {
    LogContext.of(id, () -> turn(from, turn));
    viewers.forEach(Viewer::stir);
  }

  private void turn(@Nullable Viewer from, Function<Turn.Position, Turn.Outcome> turn) {
    Turn.Outcome outcome = turn.apply(position);
    position = outcome.position();
    outcome.effects().forEach(effect -> perform(from, effect));
    if (claim != null) {
      claim.busy(position.isBusy());
    }
  }

  private void perform(@Nullable Viewer from, Effect effect) {
    if (effect instanceof Effect.Emit emit) {
      emit(emit.event());
    } else if (effect instanceof Effect.Answer answer && from != null) {
      answer(from, answer.event());
    } else if (effect instanceof Effect.Show show) {
      show(show.answer());
    } else if (effect instanceof Effect.StartKernel) {
      startKernel();
    } else if (effect instanceof Effect.Prewarm) {
      prewarm();
    } else if (effect instanceof Effect.EndKernel) {
      endKernel();
    } else if (effect instanceof Effect.Send send && kernel != null) {
      asked += send.command() instanceof Command.Ask ? 1 : 0;
      kernel.send(send.command());
    } else if (effect instanceof Effect.Compare compare) {
      startCompare(compare);
    } else if (effect instanceof Effect.EndCompare) {
      endCompare();
    } else if (effect instanceof Effect.AwaitStop await) {
      clock.schedule(
          () -> take(null, now -> Turn.graceOver(now, await.run())),
          GRACE_MILLIS,
          TimeUnit.MILLISECONDS);
    }
  }

  /** An answer to nothing is forged, and may cost the server much. */
  private void show(Event.Answer answer) {
    if (asked > 0) {
      asked--;
      Event.Answer shown = drawn(answer);
      viewers.forEach(viewer -> answer(viewer, shown));
    }
  }

  /** A kernel does not draw; what it sends may be more than can be drawn. */
  private Event.Answer drawn(Event.Answer answer) {
    if (!(answer instanceof Event.Model model)) {
      return answer;
    }
    try {
      return new Event.Model(model.mapping(), Drawings.of(model.mapping()));
    } catch (RuntimeException e) {
      // Its message may quote the model: the learner's words, which are nobody's to log.
      LOG.warn("The model of notebook {} could not be drawn: {}", id, e.getClass().getName());
      return new Event.Model(model.mapping(), null);
    }
  }

  private void emit(Event event) {
    measure(event);
    Log.Entry entry = log.add(event);
    if (event instanceof Event.Cleared) {
      store.dropAll(id, entry.seq());
    } else if (Log.voids(event)) {
      store.drop(id, entry.slot(), entry.seq());
    }
    store.add(id, new Store.SavedEvent(entry.seq(), entry.slot(), entry.json()));
  }

  private void answer(Viewer viewer, Event event) {
    if (!viewer.answer(Json.write(event))) {
      leave(viewer);
    }
  }

  private void measure(Event event) {
    meters.told();
    if (event instanceof Event.Started) {
      started = System.nanoTime();
    } else if (event instanceof Event.Finished finished) {
      boolean ran = finished.status() != Event.Status.SKIPPED;
      long nanos = ran ? System.nanoTime() - started : 0;
      meters.finished(finished.status(), Duration.ofNanos(nanos));
    }
  }

  /** While nobody knows owners, notebooks take turns. */
  private String owner() {
    return id;
  }

  private void startKernel() {
    Listener listener = new Listener();
    claimed(listener, kernels.ask(owner(), claim, listener));
    moved(listener);
  }

  private void prewarm() {
    Listener listener = new Listener();
    kernels
        .prewarm(owner(), listener)
        .ifPresent(
            got -> {
              claimed(listener, got);
              take(null, Turn::prewarmed);
            });
  }

  private void claimed(Listener listener, Claim got) {
    listening = listener;
    claim = got;
    place = 0;
    asked = 0;
    got.seen(!viewers.isEmpty());
  }

  private synchronized void moved(Listener listener) {
    int now = claim == null ? 0 : claim.place();
    if (listening == listener && place != now) {
      place = now;
      take(null, was -> Turn.placed(was, now));
    }
  }

  private void startCompare(Effect.Compare effect) {
    comparison =
        new Comparison(
            () -> new InKernel(kernels, owner(), InKernel.CELL_SECONDS),
            effect.command(),
            effect.before(),
            this::fromComparison);
    comparison.start();
  }

  private synchronized void fromComparison(Comparison from, Event event) {
    if (comparison == from && event instanceof Event.OfRun ofRun) {
      take(null, now -> Turn.comparison(now, ofRun));
    }
  }

  private void endCompare() {
    if (comparison != null) {
      comparison.end();
      comparison = null;
    }
  }

  /** Ends the kernel without a word: the server stops, and the notebook goes on another day. */
  synchronized void close() {
    endCompare();
    endKernel();
  }

  private void endKernel() {
    listening = null;
    kernel = null;
    if (claim != null) {
      claim.end();
    }
  }

  private synchronized void fromKernel(
      Listener listener, Function<Turn.Position, Turn.Outcome> turn) {
    if (listening == listener) {
      take(null, turn);
    }
  }

  /** The one kernel that counts is the one whose listener is {@link #listening}. */
  private final class Listener implements Claimant {

    private volatile boolean ready;

    @Override
    public void moved() {
      LiveNotebook.this.moved(this);
    }

    @Override
    public void started(KernelProcess from) {
      fromKernel(this, now -> with(from, now));
    }

    private Turn.Outcome with(KernelProcess from, Turn.Position now) {
      kernel = from;
      return new Turn.Outcome(now, List.of());
    }

    @Override
    public void failed(RuntimeException why) {
      fromKernel(this, now -> Turn.kernelEnded(now, Ending.NOT_STARTED));
    }

    @Override
    public void advised(Ending why) {
      fromKernel(this, now -> Turn.rested(now, why));
    }

    @Override
    public void event(KernelProcess from, Event event) {
      ready = true;
      fromKernel(
          this,
          now -> {
            kernel = from;
            return Turn.event(now, event);
          });
    }

    @Override
    public void ended(KernelProcess from, Ending ending, String said) {
      fromKernel(
          this,
          now -> {
            logEnd(ending, said);
            kernel = null;
            listening = null;
            return Turn.kernelEnded(now, ending);
          });
    }

    /** What a kernel says before it is ready is its JVM's; afterwards it may be the learner's. */
    private void logEnd(Ending ending, String said) {
      LOG.info("The kernel of notebook {}: {}", id, ending.inWords());
      if (!ready) {
        LOG.warn("It was not ready yet. Its last words: {}", said.strip());
      }
    }
  }
}
