package orrery.kernel.trace;

import org.hibernate.procedure.ProcedureCall;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.Query;
import org.hibernate.query.spi.SqmQuery;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.jspecify.annotations.Nullable;

/** The query that this thread's learner's code is running, as it wrote it. */
final class Queries {

  /** How a query was written. */
  enum Form {
    HQL("query"),
    CRITERIA("criteria query"),
    NATIVE("native query"),
    PROCEDURE("stored procedure");

    final String words;

    Form(String words) {
      this.words = words;
    }
  }

  /**
   * A query.
   *
   * @param text null if it has none, or none that can be had without running learner's code
   */
  record Current(Form form, @Nullable String text) {}

  private static final ThreadLocal<@Nullable Current> CURRENT = new ThreadLocal<>();

  /** What Hibernate answers for the text of a criteria query. */
  private static final String CRITERIA = "<criteria>";

  private Queries() {}

  static void querying(@Nullable Object query) {
    CURRENT.set(current(query));
  }

  static void queried() {
    CURRENT.remove();
  }

  static @Nullable Current now() {
    return CURRENT.get();
  }

  private static @Nullable Current current(@Nullable Object query) {
    try {
      if (query instanceof ProcedureCall call) {
        return new Current(Form.PROCEDURE, call.getProcedureName());
      }
      if (query instanceof NativeQuery<?> sql) {
        return new Current(Form.NATIVE, sql.getQueryString());
      }
      if (query instanceof SqmQuery<?> sqm) {
        return CRITERIA.equals(sqm.getQueryString())
            ? new Current(Form.CRITERIA, hql(sqm.getSqmStatement()))
            : new Current(Form.HQL, sqm.getQueryString());
      }
      return query instanceof Query<?> other ? new Current(Form.HQL, other.getQueryString()) : null;
    } catch (RuntimeException e) {
      // A text that cannot be had is a trace that says less; the learner's query itself goes on.
      return null;
    }
  }

  private static @Nullable String hql(SqmStatement<?> statement) {
    return LearnerValues.in(statement) ? null : EntityNames.simple(statement);
  }
}
