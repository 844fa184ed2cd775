package orrery.kernels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import orrery.kernels.Line.Request;

/**
 * Who has a kernel, who waits for one, and who is to give his up. Immutable and without effects;
 * {@link Supervisor} does what {@link #settled} says.
 */
record Admission(Supervision rules, List<Holder> holders, Line line) {

  static Admission of(Supervision rules) {
    return new Admission(rules, List.of(), Line.EMPTY);
  }

  /**
   * What is to be done.
   *
   * @param next the state after it
   * @param admitted whose kernels are to be started
   * @param advised who should give his kernel up, if still nothing runs in it
   */
  record Outcome(Admission next, List<Request> admitted, Map<Request, Ending> advised) {}

  /** Somebody wants to run something. */
  Admission asked(Request request) {
    return new Admission(rules, holders, line.joined(request));
  }

  /**
   * Somebody may want to run something soon; gets a kernel only where that is in nobody's way.
   *
   * @return empty if it is
   */
  Optional<Admission> prewarmed(Request request, long now) {
    return line.requests().isEmpty() && hasRoom()
        ? Optional.of(holding(Holder.starting(request, now)))
        : Optional.empty();
  }

  /** One who has a kernel gets another in its place. */
  Admission replaced(Request old, Request request, long now) {
    return changed(old, was -> Holder.starting(request, now));
  }

  boolean holds(Request request) {
    return holders.stream().anyMatch(holder -> holder.request().equals(request));
  }

  /** Something about one who has a kernel has changed. */
  Admission changed(Request request, UnaryOperator<Holder> change) {
    return new Admission(
        rules,
        holders.stream()
            .map(each -> each.request().equals(request) ? change.apply(each) : each)
            .toList(),
        line);
  }

  /** The kernel has gone, or the request was withdrawn. */
  Admission without(Request request) {
    return new Admission(
        rules,
        holders.stream().filter(each -> !each.request().equals(request)).toList(),
        line.without(request));
  }

  /** Admits whoever can be, and says who should make room or has had his kernel for nothing. */
  Outcome settled(long now) {
    Admission next = this;
    List<Request> admitted = new ArrayList<>();
    while (next.hasRoom() && !next.line.requests().isEmpty()) {
      Request first = next.line.order().get(0);
      admitted.add(first);
      next =
          new Admission(rules, next.holders, next.line.served())
              .holding(Holder.starting(first, now));
    }
    return new Outcome(next, List.copyOf(admitted), next.advised(now));
  }

  private Admission holding(Holder holder) {
    return new Admission(rules, Stream.concat(holders.stream(), Stream.of(holder)).toList(), line);
  }

  private boolean hasRoom() {
    return holders.size() < rules.most()
        && holders.stream().filter(Holder::isStarting).count() < rules.starting();
  }

  private Map<Request, Ending> advised(long now) {
    Map<Request, Ending> advised = new LinkedHashMap<>();
    for (Holder holder : holders) {
      if (holder.isIdleFor(rules.idle(), now)) {
        advised.put(holder.request(), Ending.IDLE);
      } else if (holder.isUnseenFor(rules.unseen(), now)) {
        advised.put(holder.request(), Ending.UNSEEN);
      }
    }
    makeRoom(advised, now);
    return Map.copyOf(advised);
  }

  /** For each who waits, as far as places and not starts are what they wait for. */
  private void makeRoom(Map<Request, Ending> advised, long now) {
    long leaving = holders.stream().filter(Holder::leaving).count() + advised.size();
    long coming = rules.most() - holders.size() + leaving;
    for (Request waiting : line.order().stream().skip(coming).toList()) {
      holders.stream()
          .filter(holder -> !advised.containsKey(holder.request()))
          .filter(holder -> canRest(holder, waiting, now))
          .min(Comparator.comparing(Holder::ran).thenComparing(Holder::since))
          .ifPresent(holder -> advised.put(holder.request(), Ending.ROOM));
    }
  }

  /** One that never ran anything has nothing to lose; from one's own nobody needs sparing. */
  private boolean canRest(Holder holder, Request waiting, long now) {
    return holder.isIdle()
        && (!holder.ran()
            || holder.request().owner().equals(waiting.owner())
            || holder.isIdleFor(rules.spared(), now));
  }

  /** The place in the line, from 1; 0 for one who does not wait. */
  int place(Request request) {
    return line.order().indexOf(request) + 1;
  }

  int starting() {
    return (int) holders.stream().filter(Holder::isStarting).count();
  }

  int running() {
    return (int) holders.stream().filter(Holder::ready).count();
  }

  int waiting() {
    return line.requests().size();
  }
}
