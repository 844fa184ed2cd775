package orrery.kernel.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Cause;
import orrery.kernel.protocol.Event;

/** Keeps what a run tells, where there is a check that will ask for it. */
public final class Recording implements Consumer<Event> {

  private static final Set<Cause.Kind> OWN = Set.of(Cause.Kind.BOOTSTRAP, Cause.Kind.TEMPORARY);
  private static final Set<Cause.Kind> FLUSHES =
      Set.of(Cause.Kind.FLUSH_COMMIT, Cause.Kind.FLUSH_AUTO, Cause.Kind.FLUSH_EXPLICIT);

  private final List<Event> kept = new ArrayList<>();
  private boolean on;

  /** Keeps nothing until {@link #begin}. */
  public Recording() {}

  /** From here on Events are kept. */
  public synchronized void begin() {
    kept.clear();
    on = true;
  }

  @Override
  public synchronized void accept(Event event) {
    if (on) {
      kept.add(event);
    }
  }

  /**
   * What was kept, which from here on is no more.
   *
   * @param source of the cell
   * @param value of its last expression
   */
  public synchronized Account end(String source, @Nullable Object value, int openSessions) {
    Account account =
        new Account(
            new Account.Record(
                source,
                statements(),
                output(),
                (int) each(Event.Flush.class).count(),
                transactions(Event.Action.COMMIT),
                transactions(Event.Action.ROLLBACK),
                each(Event.Finding.class).map(found -> word(found.pattern())).toList(),
                openSessions,
                value));
    kept.clear();
    on = false;
    return account;
  }

  private <E extends Event> Stream<E> each(Class<E> type) {
    return kept.stream().filter(type::isInstance).map(type::cast);
  }

  private List<Sent> statements() {
    return each(Event.Statement.class)
        .filter(statement -> !OWN.contains(statement.cause().kind()))
        .sorted(Comparator.comparingLong(Event.Statement::order))
        .map(Recording::sent)
        .toList();
  }

  private static Sent sent(Event.Statement statement) {
    Cause cause = statement.cause();
    return new Sent(
        statement.sql(),
        statement.line(),
        FLUSHES.contains(cause.kind()) ? "flush" : word(cause.kind()),
        cause.words(),
        statement.rows(),
        Math.max(1, statement.binds().size()));
  }

  private String output() {
    return each(Event.Output.class)
        .filter(output -> output.stream() == Event.Stream.OUT)
        .map(Event.Output::text)
        .collect(Collectors.joining());
  }

  private int transactions(Event.Action action) {
    return (int) each(Event.Transaction.class).filter(one -> one.action() == action).count();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
