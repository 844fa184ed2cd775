package orrery.kernel.trace;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a stack frame of Hibernate gives away about the cause of a statement. A frame is compared
 * with the constants in their order, as {@code class#method}.
 */
enum Signal {
  /** Hibernate asks the database who it is and what is there. */
  BOOTSTRAP("org.hibernate.tool.schema.extract.", "org.hibernate.engine.jdbc.env."),
  SCHEMA("org.hibernate.tool.schema."),
  TEMPORARY(
      "org.hibernate.dialect.temptable.", "org.hibernate.query.sqm.mutation.internal.temptable."),
  SEQUENCE("org.hibernate.id.enhanced.SequenceStructure"),
  /** A table that hands out ids. */
  ID_TABLE("org.hibernate.id.enhanced.TableStructure", "org.hibernate.id.enhanced.TableGenerator"),
  /** The highest id in use. */
  INCREMENT("org.hibernate.id.IncrementGenerator"),
  /** Inserts that wait are run first when one is to run at once. */
  AHEAD("org.hibernate.engine.spi.ActionQueue#executeInserts"),
  IDENTITY("org.hibernate.action.internal.EntityIdentityInsertAction#"),
  /** A collection is filled since the mapping wants it at once. */
  EAGER(
      "org.hibernate.engine.internal.StatefulPersistenceContext#initializeNonLazyCollection",
      "org.hibernate.sql.results.graph.collection.internal.SelectEagerCollectionInitializer#",
      "org.hibernate.sql.results.graph.collection.internal.AbstractImmediateCollectionInitializer#"),
  BATCH(
      "org.hibernate.loader.ast.internal.AbstractCollectionBatchLoader#",
      "org.hibernate.loader.ast.internal.CollectionBatchLoader",
      "org.hibernate.loader.ast.internal.AbstractEntityBatchLoader#",
      "org.hibernate.loader.ast.internal.EntityBatchLoader"),
  SUBSELECT("org.hibernate.loader.ast.internal.CollectionLoaderSubSelectFetch#"),
  COLLECTION("org.hibernate.event.internal.DefaultInitializeCollectionEventListener#"),
  /** A collection is asked, without being filled. */
  GLANCE("org.hibernate.collection.spi."),
  LOAD("org.hibernate.event.internal.DefaultLoadEventListener#"),
  REFRESH("org.hibernate.event.internal.DefaultRefreshEventListener#"),
  MERGE("org.hibernate.event.internal.DefaultMergeEventListener#"),
  LOCK("org.hibernate.event.internal.DefaultLockEventListener#"),
  AUTO_FLUSH("org.hibernate.event.internal.DefaultAutoFlushEventListener#"),
  FLUSH("org.hibernate.event.internal.DefaultFlushEventListener#"),
  COMMIT(
      "org.hibernate.internal.SessionImpl#beforeTransactionCompletion",
      "org.hibernate.internal.SessionImpl#flushBeforeTransactionCompletion",
      "org.hibernate.internal.StatelessSessionImpl#beforeTransactionCompletion"),
  NATURAL_ID(
      "org.hibernate.loader.ast.internal.SimpleNaturalIdLoader#",
      "org.hibernate.loader.ast.internal.CompoundNaturalIdLoader#",
      "org.hibernate.loader.ast.internal.AbstractNaturalIdLoader#"),
  SEVERAL_IDS(
      "org.hibernate.loader.ast.internal.AbstractMultiIdEntityLoader#",
      "org.hibernate.loader.ast.internal.AbstractMultiNaturalIdLoader#"),
  STATELESS("org.hibernate.internal.StatelessSessionImpl#"),
  NATIVE("org.hibernate.query.sql.internal.NativeQueryImpl#"),
  PROCEDURE("org.hibernate.procedure."),
  QUERY("org.hibernate.query.");

  /** Classes whose frames are looked through; there are some hundreds of them on stacks. */
  private static final int MOST_CLASSES = 5_000;

  private static final Map<String, List<Candidate>> BY_CLASS = new ConcurrentHashMap<>();

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> prefixes;

  Signal(String... prefixes) {
    this.prefixes = List.of(prefixes);
  }

  /** What a frame of a class gives away if its method begins so. */
  private record Candidate(Signal signal, String method) {}

  /** Asks for a frame's method only where that matters: the JVM looks it up anew each time. */
  static @Nullable Signal of(StackFrame frame) {
    List<Candidate> candidates = candidates(frame.getClassName());
    if (candidates.isEmpty()) {
      return null;
    }
    String method = frame.getMethodName();
    for (Candidate candidate : candidates) {
      if (method.startsWith(candidate.method())) {
        return candidate.signal();
      }
    }
    return null;
  }

  private static List<Candidate> candidates(String className) {
    List<Candidate> known = BY_CLASS.get(className);
    if (known == null) {
      known = found(className + "#");
      if (BY_CLASS.size() < MOST_CLASSES) {
        BY_CLASS.put(className, known);
      }
    }
    return known;
  }

  private static List<Candidate> found(String frames) {
    List<Candidate> found = new ArrayList<>();
    for (Signal signal : values()) {
      for (String prefix : signal.prefixes) {
        if (frames.startsWith(prefix)) {
          found.add(new Candidate(signal, ""));
        } else if (prefix.startsWith(frames)) {
          found.add(new Candidate(signal, prefix.substring(frames.length())));
        }
      }
    }
    return List.copyOf(found);
  }
}
