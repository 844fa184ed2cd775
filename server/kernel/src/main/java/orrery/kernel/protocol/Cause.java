package orrery.kernel.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Why a statement was sent.
 *
 * @param words for a beginner, complete: {@code lazy load of Author.books}
 * @param entity the entity concerned, where one is known: {@code Author}
 * @param attribute the attribute whose access loaded: {@code books}
 * @param id of the entity, as text
 * @param query the query as the learner wrote it (HQL, native SQL; HQL made from a Criteria query);
 *     for an automatic flush, the query that would have missed the change
 * @param call the API that was called: {@code Session.persist}
 */
public record Cause(
    Kind kind,
    String words,
    @Nullable String entity,
    @Nullable String attribute,
    @Nullable String id,
    @Nullable String query,
    @Nullable String call) {

  /** The kinds, each with one colour in the page. */
  public enum Kind {
    /** Hibernate asks the database who it is. */
    BOOTSTRAP,
    /** DDL. */
    SCHEMA,
    /** Temporary tables that Hibernate keeps for bulk statements. */
    TEMPORARY,
    /** A query that the learner's code runs. */
    QUERY,
    FLUSH_COMMIT,
    /** Before a query that would miss a change. */
    FLUSH_AUTO,
    FLUSH_EXPLICIT,
    /** By id: find, refresh, merge, lock. */
    LOAD,
    LAZY,
    /** A sequence call, or an insert at persist for its identity column. */
    GENERATED_ID,
    /** Showing a result loaded something, by the learner's {@code toString}. */
    DISPLAY,
    /** The learner's own JDBC. */
    JDBC
  }
}
