package orrery.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Those who wait for a kernel. Owners have their turns one after the other, and each owner's
 * requests come in the order in which they were made: somebody with ten open notebooks delays
 * nobody by more than one. Immutable.
 *
 * @param requests in the order in which they came
 * @param turns the owners of these requests, whose turn is next first
 */
record Line(List<Request> requests, List<String> turns) {

  static final Line EMPTY = new Line(List.of(), List.of());

  /**
   * Somebody wants a kernel.
   *
   * @param number of this request; each has its own
   * @param owner who takes turns with the other owners
   */
  record Request(long number, String owner) {}

  /** A request comes; an owner who had none waits behind the others' next turns. */
  Line joined(Request request) {
    return new Line(
        with(requests, request),
        turns.contains(request.owner()) ? turns : with(turns, request.owner()));
  }

  /** A request is withdrawn. */
  Line without(Request request) {
    List<Request> rest = requests.stream().filter(each -> !each.equals(request)).toList();
    boolean more = rest.stream().anyMatch(each -> each.owner().equals(request.owner()));
    return new Line(rest, more ? turns : without(turns, request.owner()));
  }

  /** The first of {@link #order} gets its kernel; its owner's next turn comes after all others'. */
  Line served() {
    Request first = order().get(0);
    Line rest = without(first);
    return rest.turns().contains(first.owner())
        ? new Line(rest.requests(), with(without(rest.turns(), first.owner()), first.owner()))
        : rest;
  }

  /** The order in which they get their kernels, as far as nobody else comes. */
  List<Request> order() {
    List<List<Request>> each =
        turns.stream()
            .map(owner -> requests.stream().filter(r -> r.owner().equals(owner)).toList())
            .toList();
    List<Request> order = new ArrayList<>();
    for (int round = 0; order.size() < requests.size(); round++) {
      int turn = round;
      each.stream().filter(own -> own.size() > turn).forEach(own -> order.add(own.get(turn)));
    }
    return List.copyOf(order);
  }

  private static <T> List<T> with(List<T> list, T item) {
    return Stream.concat(list.stream(), Stream.of(item)).toList();
  }

  private static List<String> without(List<String> list, String item) {
    return list.stream().filter(each -> !each.equals(item)).toList();
  }
}
