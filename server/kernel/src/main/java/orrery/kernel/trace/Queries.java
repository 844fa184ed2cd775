package orrery.kernel.trace;

import org.hibernate.procedure.ProcedureCall;
import org.hibernate.query.NativeQuery;
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
   * @param run during which it runs; one that threw is never announced as over
   * @param text null if it has none, or none that can be had without running learner's code
   */
  record Current(Run run, Form form, @Nullable String text) {}

  private static final ThreadLocal<@Nullable Current> CURRENT = new ThreadLocal<>();

  /** What Hibernate answers for the text of a criteria query. */
  private static final String CRITERIA = "<criteria>";

  private Queries() {}

  static void querying(@Nullable Object query) {
    Run run = Trace.run();
    if (run == null || query == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(current(run, query));
      run.watch().querying(query);
    }
  }

  static void queried() {
    CURRENT.remove();
    Run run = Trace.run();
    if (run != null) {
      run.watch().queried();
    }
  }

  static @Nullable Current now() {
    Current current = CURRENT.get();
    return current != null && current.run() == Trace.run() ? current : null;
  }

  private static @Nullable Current current(Run run, Object query) {
    try {
      Form form = form(query);
      return form == null ? null : new Current(run, form, text(form, query));
    } catch (RuntimeException e) {
      // A text that cannot be had is a trace that says less; the learner's query itself goes on.
      return null;
    }
  }

  private static @Nullable Form form(Object query) {
    if (query instanceof ProcedureCall) {
      return Form.PROCEDURE;
    }
    if (query instanceof NativeQuery<?>) {
      return Form.NATIVE;
    }
    if (query instanceof SqmQuery<?> sqm) {
      return CRITERIA.equals(sqm.getQueryString()) ? Form.CRITERIA : Form.HQL;
    }
    return null;
  }

  private static @Nullable String text(Form form, Object query) {
    return switch (form) {
      case HQL -> ((SqmQuery<?>) query).getQueryString();
      case CRITERIA -> hql(((SqmQuery<?>) query).getSqmStatement());
      case NATIVE -> ((NativeQuery<?>) query).getQueryString();
      case PROCEDURE -> ((ProcedureCall) query).getProcedureName();
    };
  }

  private static @Nullable String hql(SqmStatement<?> statement) {
    return LearnerValues.in(statement) ? null : EntityNames.simple(statement);
  }
}
