package orrery.notebook;

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
import orrery.kernels.Ending;
import orrery.kernels.InKernel;
import orrery.kernels.KernelProcess;
import orrery.kernels.Kernels;
import orrery.store.Store;
import orrery.store.StoreState;

/** Does what a {@link Notebook} decides: the only place where its kernel, log and store meet. */
public final class LiveNotebook {

  private static final Logger LOG = LoggerFactory.getLogger(LiveNotebook.class);

  /** An interrupted cell that goes on for longer loses its kernel. */
  private static final long GRACE_MILLIS = 900;

  private final String id;
  private final Kernels kernels;
  private final Store store;
  private final Quota quota;
  private final ScheduledExecutorService clock;
  private final Log log;
  private final int unreadable;
  private final Set<Viewer> viewers = new CopyOnWriteArraySet<>();
  private final Store.Kept written = new Written();
  private Turn.Position position;
  private @Nullable KernelProcess kernel;
  private @Nullable Object listening;
  private @Nullable Comparison comparison;

  LiveNotebook(
      String id,
      Plan plan,
      Kernels kernels,
      Store store,
      Quota quota,
      ScheduledExecutorService clock) {
    this.id = id;
    this.kernels = kernels;
    this.store = store;
    this.quota = quota;
    this.clock = clock;
    Memory memory = Memory.of(store.events(id));
    this.log = new Log(memory.entries());
    this.unreadable = memory.unreadable();
    Notebook saved =
        memory.events().stream().reduce(Notebook.of(plan), Notebook::apply, (a, b) -> b);
    this.position = Turn.Position.of(saved);
    take(null, ignored -> Turn.woken(saved));
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
    take(from, now -> Turn.command(now, command));
  }

  void join(Viewer viewer) {
    viewers.add(viewer);
    StoreState state = store.state();
    if (!state.isWell()) {
      answer(viewer, new Event.Notice(state.words()));
    }
    if (unreadable > 0) {
      answer(viewer, new Event.Fault(Memory.words(unreadable)));
    }
    take(null, Turn::opened);
  }

  /** Tells every browser that is there now, beside the log. */
  void show(Event.Notice notice) {
    viewers.forEach(viewer -> answer(viewer, notice));
  }

  void leave(Viewer viewer) {
    viewers.remove(viewer);
    viewer.close();
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
    Turn.Outcome outcome = turn.apply(position);
    position = outcome.position();
    outcome.effects().forEach(effect -> perform(from, effect));
  }

  private void perform(@Nullable Viewer from, Effect effect) {
    if (effect instanceof Effect.Emit emit) {
      emit(emit.event());
    } else if (effect instanceof Effect.Answer answer && from != null) {
      answer(from, answer.event());
    } else if (effect instanceof Effect.Show show) {
      Event.Answer shown = drawn(show.answer());
      viewers.forEach(viewer -> answer(viewer, shown));
    } else if (effect instanceof Effect.StartKernel) {
      startKernel();
    } else if (effect instanceof Effect.EndKernel) {
      endKernel();
    } else if (effect instanceof Effect.Send send && kernel != null) {
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

  /** A kernel does not draw; what it sends may be more than can be drawn. */
  private Event.Answer drawn(Event.Answer answer) {
    if (!(answer instanceof Event.Model model)) {
      return answer;
    }
    try {
      return new Event.Model(model.mapping(), Drawings.of(model.mapping()));
    } catch (RuntimeException e) {
      LOG.warn("The model of notebook {} could not be drawn", id, e);
      return new Event.Model(model.mapping(), null);
    }
  }

  private void emit(Event event) {
    Log.Entry entry = log.add(event);
    Store.SavedEvent saved = new Store.SavedEvent(entry.seq(), entry.slot(), entry.json());
    store.add(id, saved, Log.voids(event), written);
  }

  private void answer(Viewer viewer, Event event) {
    if (!viewer.answer(Json.write(event))) {
      leave(viewer);
    }
  }

  private void startKernel() {
    Object token = new Object();
    listening = token;
    clock.execute(
        () -> {
          try {
            started(token, kernels.start(new Listener(token)));
          } catch (RuntimeException e) {
            LOG.error("Notebook {} has no kernel", id, e);
            fromKernel(token, now -> Turn.kernelEnded(now, Ending.NOT_STARTED));
          }
        });
  }

  private synchronized void started(Object token, KernelProcess started) {
    if (listening == token) {
      kernel = started;
    } else {
      started.end();
    }
  }

  private void startCompare(Effect.Compare effect) {
    comparison =
        new Comparison(
            () -> new InKernel(kernels, InKernel.CELL_SECONDS),
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
    if (kernel != null) {
      kernel.end();
      kernel = null;
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

  private synchronized void fromKernel(Object token, Function<Turn.Position, Turn.Outcome> turn) {
    if (listening == token) {
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

  /** The one kernel that counts is the one whose token is {@link #listening}. */
  private final class Listener implements KernelProcess.Listener {

    private final Object token;

    Listener(Object token) {
      this.token = token;
    }

    @Override
    public void event(KernelProcess from, Event event) {
      awaitRoom();
      if (quota.isFarOver(log.chars())) {
        from.end();
        return;
      }
      fromKernel(
          token,
          now -> {
            kernel = from;
            return Turn.event(now, event);
          });
    }

    @Override
    public void ended(KernelProcess from, Ending ending, String said) {
      LOG.info("Kernel {} of notebook {}: {}", from.pid(), id, ending.inWords());
      LOG.debug("Its last words: {}", said.strip());
      fromKernel(
          token,
          now -> {
            kernel = null;
            listening = null;
            return Turn.kernelEnded(now, ending);
          });
    }
  }
}
