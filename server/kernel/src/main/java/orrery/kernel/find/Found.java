package orrery.kernel.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orrery.kernel.protocol.Event;

/** What a run's groups of statements amount to. */
final class Found {

  /** Findings of one run; more would be noise. */
  private static final int MOST = 12;

  private final Cell cell;
  private final List<Group> groups;
  private final Singles singles;

  Found(Cell cell, List<Group> groups) {
    this.cell = cell;
    this.groups = groups;
    this.singles = Singles.in(groups);
  }

  List<Event.Finding> findings(Products products) {
    List<Stream<Event.Finding>> all = new ArrayList<>();
    all.add(singles.repeated().stream().map(single -> single.finding(cell)));
    all.add(groups.stream().flatMap(group -> OneByOne.in(cell, group, singles).stream()));
    all.add(groups.stream().flatMap(group -> Product.in(cell, group, products).stream()));
    all.add(groups.stream().flatMap(group -> Loop.in(cell, group).stream()));
    all.add(groups.stream().flatMap(group -> Paging.in(cell, group).stream()));
    all.add(singles.needless(cell).stream().map(single -> single.needless(cell)));
    all.add(groups.stream().flatMap(group -> EmptyUpdate.in(cell, group).stream()));
    all.add(groups.stream().flatMap(group -> Shown.in(cell, group).stream()));
    return all.stream().flatMap(each -> each).limit(MOST).toList();
  }

  /** Other ways to fetch what the run's first such query fetched; empty if there are none. */
  Optional<Event.Strategies> strategies() {
    return Fetching.in(groups, singles).stream()
        .flatMap(fetching -> fetching.strategies(cell).stream())
        .findFirst();
  }
}
