package orrery.lesson;

import java.util.List;

/** What a run of the cell before it must bring about. */
public sealed interface Expectation {

  /** An entry that stands for any lines or statements, none included. */
  String ANY = "…";

  /** Of the expectation's first line in the lesson file, from 1. */
  int line();

  /**
   * The cell prints this, and shows these values.
   *
   * @param text lines; {@link #ANY} alone on a line stands for any lines
   */
  record Output(int line, String text) implements Expectation {}

  /**
   * The cell causes these statements, in order.
   *
   * @param statements with white space folded and no semicolon; {@link #ANY} stands for any
   */
  record Sql(int line, List<String> statements) implements Expectation {
    public Sql {
      statements = List.copyOf(statements);
    }

    /** {@code sql} with each run of white space made one blank, and none at the ends. */
    public static String fold(String sql) {
      return sql.strip().replaceAll("\\s+", " ");
    }
  }

  /**
   * The cell fails with this.
   *
   * @param type class name of the exception, simple or full
   * @param messagePart what its message contains; empty if it does not matter
   */
  @SuppressWarnings("JavaLangClash") // Never used beside java.lang.Error.
  record Error(int line, String type, String messagePart) implements Expectation {}

  /**
   * What the ORM does, in order: why each statement is sent, what each flush writes, what is found.
   *
   * @param lines {@link #ANY} alone stands for any lines, here and below
   */
  record Trace(int line, List<String> lines) implements Expectation {
    public Trace {
      lines = List.copyOf(lines);
    }
  }

  /**
   * What Sessions hold.
   *
   * @param at the line of the cell after which they hold it; 0 for the end of the cell
   */
  record Context(int line, int at, List<String> lines) implements Expectation {
    public Context {
      lines = List.copyOf(lines);
    }
  }

  /** What changes in the tables. */
  record Rows(int line, List<String> lines) implements Expectation {
    public Rows {
      lines = List.copyOf(lines);
    }
  }
}
