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
import orrery.store.StoreState;

/** Does what a {@link Notebook} decides: the only place where its kernel, log and store meet. */
public final class LiveNotebook {

  private static final Logger LOG = LoggerFactory.getLogger(LiveNotebook.class);

  /** An interrupted cell that goes on for longer loses its kernel. */
  private static final long GRACE_MILLIS = 900;

  private final String id;
  private final String owner;
  private final Kernels kernels;
  private final Store store;
  private final Quota quota;
  private final ScheduledExecutorService clock;
  private final NotebookMeters meters;
  private final Log log;
  private final int unreadable;
  private final Set<Viewer> viewers = new CopyOnWriteArraySet<>();
  private final Store.Kept written = new Written();
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
      Store.Saved saved,
      Plan plan,
      Kernels kernels,
      Store store,
      Quota quota,
      ScheduledExecutorService clock,
      NotebookMeters meters) {
    this.id = saved.id();
    this.owner = saved.owner();
    this.kernels = kernels;
    this.meters = meters;
    this.store = store;
    this.quota = quota;
    this.clock = clock;
    Memory memory = Memory.of(store.events(id));
    this.log = new Log(memory.entries());
    this.unreadable = memory.unreadable();
    Notebook kept =
        memory.events().stream().reduce(Notebook.of(plan), Notebook::apply, (a, b) -> b);
    this.position = Turn.Position.of(kept);
    take(null, ignored -> KernelTurn.woken(kept));
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

  /** A Command from a browser; while nothing can be kept, only what ends something is done. */
  void command(Viewer from, Command command) {
    StoreState state = store.state();
    boolean needsStore = !(command instanceof Command.Ping || command instanceof Command.Interrupt);
    if (needsStore && !state.isWell()) {
      answer(from, new Event.Fault(state.words()));
      return;
    }
    String full =
        command instanceof Command.Run || command instanceof Command.Compare
            ? quota.words(log.chars())
            : "";
    if (!full.isEmpty()) {
      answer(from, new Event.Fault(full));
      return;
    }
    take(from, now -> BrowserTurn.command(now, command));
  }

  void join(Viewer viewer) {
    if (viewers.add(viewer)) {
      meters.joined();
    }
    seen();
    StoreState state = store.state();
    if (!state.isWell()) {
      answer(viewer, new Event.Notice(state.words()));
    }
    if (unreadable > 0) {
      answer(viewer, new Event.Fault(Memory.words(unreadable)));
    }
    take(null, BrowserTurn::opened);
  }

  /** Tells every browser that is there now, beside the log. */
  void show(Event.Notice notice) {
    viewers.forEach(viewer -> answer(viewer, notice));
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

  /** Characters of all that is kept of it. */
  long chars() {
    return log.chars();
  }

  /** Whether nobody would notice if it were read from the store again. */
  synchronized boolean isIdle() {
    return viewers.isEmpty()
        && kernel == null
        && listening == null
        && comparison == null
        && log.isWritten();
  }

  /** How many browsers show it now. */
  int viewers() {
    return viewers.size();
  }

  List<Log.Entry> after(long seq, int most) {
    return log.after(seq, most);
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
          () -> take(null, now -> BrowserTurn.graceOver(now, await.run())),
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
    Store.SavedEvent saved = new Store.SavedEvent(entry.seq(), entry.slot(), entry.json());
    store.add(id, saved, Log.voids(event), written);
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

  private void startKernel() {
    Listener listener = new Listener();
    claimed(listener, kernels.ask(owner, claim, listener));
    moved(listener);
  }

  private void prewarm() {
    Listener listener = new Listener();
    kernels
        .prewarm(owner, listener)
        .ifPresent(
            got -> {
              claimed(listener, got);
              take(null, ClaimTurn::prewarmed);
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
      take(null, was -> ClaimTurn.placed(was, now));
    }
  }

  private void startCompare(Effect.Compare effect) {
    comparison =
        new Comparison(
            () -> new InKernel(kernels, owner, InKernel.CELL_SECONDS),
            effect.command(),
            effect.before(),
            (from, event) -> {
              awaitRoom();
              fromComparison(from, event);
            });
    comparison.start();
  }

  private synchronized void fromComparison(Comparison from, Event event) {
    if (comparison == from && event instanceof Event.OfRun ofRun) {
      take(null, now -> ComparisonTurn.told(now, ofRun));
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

  /** A kernel that tells more than the disk takes waits; nobody else does. */
  private void awaitRoom() {
    try {
      store.awaitRoom();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void fromKernel(
      Listener listener, Function<Turn.Position, Turn.Outcome> turn) {
    if (listening == listener) {
      take(null, turn);
    }
  }

  /** What is on disk is shown; called by the store, which must not wait for a turn. */
  private final class Written implements Store.Kept {

    @Override
    public void kept(long seq) {
      log.kept(seq);
      viewers.forEach(Viewer::stir);
    }

    @Override
    public void refused(long seq) {
      log.refused(seq);
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
      fromKernel(this, now -> KernelTurn.kernelEnded(now, Ending.NOT_STARTED));
    }

    @Override
    public void advised(Ending why) {
      fromKernel(this, now -> ClaimTurn.rested(now, why));
    }

    @Override
    public void event(KernelProcess from, Event event) {
      ready = true;
      awaitRoom();
      if (quota.isFarOver(log.chars())) {
        from.end(Ending.FULL);
        return;
      }
      fromKernel(
          this,
          now -> {
            kernel = from;
            return KernelTurn.event(now, event);
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
            return KernelTurn.kernelEnded(now, ending);
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
