package orrery.kernels;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import orrery.kernel.protocol.Event;
import orrery.kernels.Claim.Stage;
import orrery.kernels.Line.Request;

/**
 * Does what {@link Admission} decides: starts kernels, tells those who wait, and once a second
 * looks for kernels that nobody uses. Its clock only goes forward, whatever the time of day does.
 */
final class Supervisor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  private static final long LOOK_MILLIS = 1_000;

  /** Looks at the processor take more than the others. */
  private static final int BURN_LOOKS = 3;

  /** A kernel that is not ready by then never will be; on a busy machine it takes seconds. */
  private static final Duration START_MOST = Duration.ofSeconds(90);

  private final Supervision rules;
  private final Function<KernelProcess.Listener, KernelProcess> launch;
  private final Executor starter;
  private final KernelMeters meters;
  private final Starts starts = new Starts();
  private final ExecutorService tellers = Executors.newCachedThreadPool(Kernels::daemon);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Kernels::daemon);
  private final Map<Request, Claim> claims = new HashMap<>();
  private Admission admission;
  private List<Request> line = List.of();
  private long last;
  private int looks;
  private boolean closed;

  /**
   * Supervises from now on.
   *
   * @param launch starts a process, on {@code starter}
   */
  Supervisor(
      Supervision rules,
      Function<KernelProcess.Listener, KernelProcess> launch,
      Executor starter,
      KernelMeters meters) {
    this.rules = rules;
    this.launch = launch;
    this.starter = starter;
    this.meters = meters;
    this.admission = Admission.of(rules);
    meters.watch(this);
    clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  synchronized Admission admission() {
    return admission;
  }

  /** Why kernels can't be started; empty if they can. */
  Optional<String> failing() {
    return starts.failing(System.nanoTime());
  }

  /**
   * Wants a kernel.
   *
   * @param instead whose kernel's place it takes, if that has one; null if nobody's
   */
  synchronized Claim ask(String owner, @Nullable Claim instead, Claimant who) {
    Claim claim = claim(owner, who);
    if (instead != null && admission.holds(instead.request())) {
      admission = admission.replaced(instead.request(), claim.request(), System.nanoTime());
      admitted(claim);
    } else {
      admission = admission.asked(claim.request());
    }
    settle();
    return claim;
  }

  /** Wants a kernel if it is in nobody's way. */
  synchronized Optional<Claim> prewarm(String owner, Claimant who) {
    Claim claim = claim(owner, who);
    Optional<Admission> next = admission.prewarmed(claim.request(), System.nanoTime());
    next.ifPresentOrElse(
        with -> {
          admission = with;
          admitted(claim);
        },
        () -> claims.remove(claim.request()));
    return next.map(with -> claim);
  }

  private Claim claim(String owner, Claimant who) {
    Claim claim = new Claim(this, new Request(++last, owner), who);
    claims.put(claim.request(), claim);
    return claim;
  }

  synchronized int place(Claim claim) {
    return admission.place(claim.request());
  }

  synchronized void busy(Claim claim, boolean is) {
    if (claim.busy != is) {
      claim.busy = is;
      claim.advised = null;
      claim.burn = Burn.NONE;
      changed(claim);
    }
  }

  synchronized void seen(Claim claim, boolean is) {
    if (claim.seen != is) {
      claim.seen = is;
      changed(claim);
    }
  }

  private void changed(Claim claim) {
    long now = System.nanoTime();
    admission =
        admission.changed(
            claim.request(), holder -> holder.busy(claim.busy, now).seen(claim.seen, now));
    settle();
  }

  synchronized void end(Claim claim, Ending why) {
    if (claim.ending != null || claim.stage == Stage.OVER) {
      return;
    }
    claim.ending = claim.advised == null ? why : claim.advised;
    if (claim.stage == Stage.WAITING || claim.stage == Stage.ADMITTED) {
      over(claim);
      return;
    }
    admission = admission.changed(claim.request(), Holder::left);
    if (claim.kernel != null) {
      claim.kernel.end();
    }
    settle();
  }

  private void over(Claim claim) {
    claim.stage = Stage.OVER;
    claims.remove(claim.request());
    admission = admission.without(claim.request());
    settle();
  }

  private void settle() {
    if (closed) {
      return;
    }
    Admission.Outcome outcome = admission.settled(System.nanoTime());
    admission = outcome.next();
    outcome.admitted().forEach(request -> admitted(claimed(request)));
    outcome.advised().forEach((request, why) -> advise(claimed(request), why));
    List<Request> now = admission.line().order();
    for (Request request : now) {
      if (now.indexOf(request) != line.indexOf(request)) {
        tell(claimed(request), Claimant::moved);
      }
    }
    line = now;
  }

  private Claim claimed(Request request) {
    return Objects.requireNonNull(claims.get(request));
  }

  private void advise(Claim claim, Ending why) {
    claim.advised = why;
    tell(claim, who -> who.advised(why));
  }

  private void tell(Claim claim, Consumer<Claimant> news) {
    if (!closed) {
      tellers.execute(claim.about().around(() -> news.accept(claim.who())));
    }
  }

  private void admitted(Claim claim) {
    claim.stage = Stage.ADMITTED;
    tell(claim, Claimant::moved);
    if (!closed) {
      starter.execute(claim.about().around(() -> launch(claim)));
    }
  }

  private void launch(Claim claim) {
    if (launches(claim)) {
      try {
        started(claim, launch.apply(new Watched(claim)));
      } catch (RuntimeException e) {
        failed(claim, e);
      }
    }
  }

  private synchronized boolean launches(Claim claim) {
    if (claim.stage != Stage.ADMITTED) {
      return false;
    }
    claim.stage = Stage.LAUNCHING;
    claim.launched = System.nanoTime();
    return true;
  }

  private synchronized void started(Claim claim, KernelProcess kernel) {
    if (claim.stage != Stage.LAUNCHING) {
      return;
    }
    claim.stage = Stage.RUNNING;
    claim.launched = System.nanoTime();
    claim.kernel = kernel;
    if (claim.ending == null) {
      tell(claim, who -> who.started(kernel));
    } else {
      kernel.end();
    }
  }

  private synchronized void failed(Claim claim, RuntimeException why) {
    LOG.error("A kernel could not be started", why);
    starts.failed("No kernel could be started.", System.nanoTime());
    if (claim.ending == null) {
      tell(claim, who -> who.failed(why));
    }
    over(claim);
  }

  private synchronized void ready(Claim claim) {
    if (claim.ready || claim.stage == Stage.OVER) {
      return;
    }
    long now = System.nanoTime();
    claim.ready = true;
    starts.succeeded();
    meters.started(Duration.ofNanos(now - claim.launched));
    admission = admission.changed(claim.request(), holder -> holder.started(now));
    changed(claim);
  }

  /** What it ended of: if the server ended it, that. */
  private synchronized Ending why(Claim claim, Ending found) {
    return claim.ending == null ? found : claim.ending;
  }

  private synchronized void ended(Claim claim, Ending why) {
    meters.ended(why);
    if (!claim.ready && why.reason() != Ending.Reason.ASKED) {
      starts.failed("A kernel ended before it was ready.", System.nanoTime());
    }
    over(claim);
  }

  /** Nothing that goes wrong in a look may keep the next from coming. */
  private void look() {
    try {
      synchronized (this) {
        endSlowStarts();
        settle();
      }
      if (++looks % BURN_LOOKS == 0) {
        lookForStrays();
      }
    } catch (RuntimeException e) {
      LOG.error("Kernels could not be looked after", e);
    }
  }

  private void endSlowStarts() {
    long now = System.nanoTime();
    for (Claim claim : new ArrayList<>(claims.values())) {
      if (!claim.ready
          && claim.stage == Stage.RUNNING
          && now - claim.launched > START_MOST.toNanos()) {
        end(claim, Ending.SLOW_START);
      }
    }
  }

  private void lookForStrays() {
    Map<Long, Claim> idle = idle();
    if (!idle.isEmpty()) {
      ProcessorTime.of(idle.keySet())
          .forEach((pid, taken) -> burnt(Objects.requireNonNull(idle.get(pid)), taken));
    }
  }

  private synchronized Map<Long, Claim> idle() {
    return admission.holders().stream()
        .filter(Holder::isIdle)
        .map(holder -> claimed(holder.request()))
        .collect(Collectors.toMap(claim -> kernel(claim).pid(), claim -> claim));
  }

  private static KernelProcess kernel(Claim claim) {
    return Objects.requireNonNull(claim.kernel);
  }

  private synchronized void burnt(Claim claim, Duration taken) {
    if (!claim.busy && claim.stage == Stage.RUNNING) {
      claim.burn = claim.burn.with(new Burn.Look(System.nanoTime(), taken));
      if (claim.burn.taken().compareTo(rules.stray()) > 0) {
        advise(claim, Ending.STRAY);
      }
    }
  }

  /** Starts nothing and tells nobody from here on. */
  @Override
  public synchronized void close() {
    closed = true;
    clock.shutdownNow();
    tellers.shutdownNow();
  }

  /** Hears a kernel before its claimant does. */
  private final class Watched implements KernelProcess.Listener {

    private final Claim claim;

    Watched(Claim claim) {
      this.claim = claim;
    }

    @Override
    public void event(KernelProcess kernel, Event event) {
      claim.who().event(kernel, event);
      if (event instanceof Event.Kernel told && told.state() == Event.State.READY) {
        ready(claim);
      }
    }

    /** Its place is free only afterwards: the claimant may want another kernel in it. */
    @Override
    public void ended(KernelProcess kernel, Ending found, String log) {
      Ending why = why(claim, found);
      claim.who().ended(kernel, why, log);
      Supervisor.this.ended(claim, why);
    }
  }
}
