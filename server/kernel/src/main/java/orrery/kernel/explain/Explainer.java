package orrery.kernel.explain;

import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import orrery.kernel.inspect.Names;
import orrery.kernel.protocol.Failure;
import orrery.kernel.protocol.Failure.Explanation;

/** Explains the failures that it knows. There is one in a process. */
public final class Explainer {

  /** Each explains the failures of one kind and knows no other; the first that knows decides. */
  private static final List<Function<Failed, @Nullable Telling>> KNOWN =
      List.of(
          LazyAccess::collection,
          LazyAccess::proxy,
          Detached::persisted,
          Detached::used,
          Detached::secondObject,
          Unsaved::referred,
          Unsaved::asked,
          Stale::written,
          Stale::checked,
          Locked::deadlock,
          Locked::timeout,
          NullValue::attribute,
          NullValue::column,
          Duplicate::row,
          Reference::violated,
          Unfit::check,
          Unfit::tooLong,
          Redefined::entity,
          Redefined::result,
          Unregistered::entity,
          Unregistered::target,
          UnknownName::entity,
          UnknownName::attribute,
          UnknownName::word,
          MissingTable::table,
          MissingTable::column,
          MissingTable::reserved,
          Unreadable::query,
          Results::none,
          Results::several,
          Bags::several,
          PoolEmpty::connections,
          Lifecycle::withoutTransaction,
          Lifecycle::closed,
          Lifecycle::afterFailure,
          Ids::missing,
          Ids::noSuchRow,
          Recursion::endless);

  private final Supplier<Names> variables;
  private final PrintStream log;

  /**
   * Knows the SessionFactories that are made from now on.
   *
   * @param variables of cells, as they are when it is asked
   * @param log takes what the server's operator should know
   */
  public Explainer(Supplier<Names> variables, PrintStream log) {
    this.variables = variables;
    this.log = log;
    Factories.forgetAll();
  }

  /**
   * What a failure means; null if it is not one of those known.
   *
   * @param chain the exception, its cause, the cause's cause …
   * @param failure what is told of the exception
   * @param cell in which it was thrown
   */
  public @Nullable Explanation of(List<Throwable> chain, Failure failure, String cell) {
    try {
      Failed failed = new Failed(chain, failure, cell, variables);
      return KNOWN.stream()
          .map(known -> known.apply(failed))
          .filter(Objects::nonNull)
          .map(Telling::told)
          .findFirst()
          .orElse(null);
    } catch (RuntimeException | LinkageError e) {
      // The failure itself is told all the same.
      log.println("a failure could not be explained:");
      e.printStackTrace(log);
      return null;
    }
  }
}
