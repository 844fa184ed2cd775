package orrery.kernel.find;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;
import orrery.kernel.trace.Heard;
import orrery.kernel.trace.Text;

/** Counts all statements of a run, in groups; bounded whatever the run sends. From any thread. */
final class Tally {

  /** Groups that are told apart; statements of others are counted only. */
  private static final int GROUPS = 1_000;

  /** Statements that are kept, of all groups together. */
  private static final int KEPT = 10_000;

  /** Groups that are told. */
  private static final int TOLD = 50;

  private static final int SQL_CHARS = 2_000;

  private final Map<String, Group> groups = new LinkedHashMap<>();
  private int kept;
  private long ungrouped;
  private long transactions;

  synchronized void add(Heard statement, @Nullable Asked asked) {
    String key = Group.Key.of(statement).text();
    Group group = groups.get(key);
    if (group == null && groups.size() < GROUPS) {
      group = new Group(statement, asked);
      groups.put(key, group);
    }
    if (group != null) {
      kept += group.add(statement, kept < KEPT) ? 1 : 0;
    } else if (statement.order() == 0) {
      ungrouped++;
    }
  }

  synchronized void began() {
    transactions++;
  }

  /** In the order in which the first of each was sent. */
  synchronized Collection<Group> groups() {
    return List.copyOf(groups.values());
  }

  /** What the trace does not tell, counted; null if it tells all. */
  synchronized Event.@Nullable Folded folded(long run, String cell) {
    List<Group> beyond = groups.values().stream().filter(group -> group.untold() > 0).toList();
    if (beyond.isEmpty() && ungrouped == 0 && transactions == 0) {
      return null;
    }
    long all = ungrouped + beyond.stream().mapToLong(Group::untold).sum();
    List<Event.Alike> told =
        beyond.stream()
            .sorted(Comparator.comparingLong(Group::untold).reversed())
            .limit(TOLD)
            .map(Tally::alike)
            .toList();
    return new Event.Folded(run, cell, all, transactions, told);
  }

  private static Event.Alike alike(Group group) {
    Cause.Kind kind = group.key().kind();
    String sql = Text.shortened(group.key().sql(), SQL_CHARS);
    return new Event.Alike(group.line(), kind, group.key().words(), sql, group.untold());
  }
}
