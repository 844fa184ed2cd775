package orrery.kernel.find;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.spi.AbstractCommonQueryContract;
import org.jspecify.annotations.Nullable;

/**
 * How many elements came with collections that were fetched side by side. Counted when the query
 * has been run, since its Session may be closed at the end; a collection that is there already is
 * counted without being loaded.
 */
final class Products {

  private final Map<Asked, AbstractCommonQueryContract> running = new IdentityHashMap<>();
  private final Map<Asked, Map<String, Long>> sizes = new IdentityHashMap<>();

  /** A query begins whose like was not seen before. */
  synchronized void asking(Object query, Asked asked) {
    if (query instanceof AbstractCommonQueryContract contract && asked.product().size() > 1) {
      running.put(asked, contract);
    }
  }

  /** It has been run. */
  synchronized void asked(Asked asked) {
    AbstractCommonQueryContract query = running.remove(asked);
    if (query != null) {
      sizes.put(asked, sizes(query.getSession(), asked.product()));
    }
  }

  /** Elements by path of the collection; null if they were not counted. */
  synchronized @Nullable Map<String, Long> of(Asked asked) {
    return sizes.get(asked);
  }

  private static Map<String, Long> sizes(
      SharedSessionContractImplementor session, List<Asked.Fetched> fetched) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    fetched.forEach(one -> sizes.put(one.path(), 0L));
    session
        .getPersistenceContextInternal()
        .forEachCollectionEntry(
            (collection, entry) -> {
              if (collection.wasInitialized() && collection instanceof Collection<?> elements) {
                fetched.stream()
                    .filter(one -> one.role().equals(collection.getRole()))
                    .forEach(one -> sizes.merge(one.path(), (long) elements.size(), Long::sum));
              }
            },
            false);
    return sizes;
  }
}
