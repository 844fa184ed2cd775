package orrery.kernel.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run did, as its check reads it under the name {@code trace}. */
public final class Account {

  private final Record record;

  /**
   * @param record all there is to tell
   */
  public Account(Record record) {
    this.record = record;
  }

  /**
   * What a run did.
   *
   * @param source of the cell
   * @param output what was printed to standard output
   * @param findings kinds of what was found: {@code n_plus_one} …
   * @param openSessions Hibernate Sessions that were open when it had ended
   * @param value of its last expression
   */
  public record Record(
      String source,
      List<Sent> statements,
      String output,
      int flushes,
      int commits,
      int rollbacks,
      List<String> findings,
      int openSessions,
      @Nullable Object value) {

    public Record {
      statements = List.copyOf(statements);
      findings = List.copyOf(findings);
    }
  }

  /** The statements, in order; without those that Hibernate sends for itself. */
  public List<Sent> statements() {
    return record.statements();
  }

  /** The queries among them. */
  public List<Sent> selects() {
    return beginning("select");
  }

  /** The inserts among them. */
  public List<Sent> inserts() {
    return beginning("insert");
  }

  /** The updates among them. */
  public List<Sent> updates() {
    return beginning("update");
  }

  /** The deletes among them. */
  public List<Sent> deletes() {
    return beginning("delete");
  }

  private List<Sent> beginning(String verb) {
    return statements().stream().filter(sent -> sent.verb().equals(verb)).toList();
  }

  /** What the cell printed. */
  public String output() {
    return record.output();
  }

  /** The lines of what it printed. */
  public List<String> lines() {
    return output().lines().toList();
  }

  /** How often a Session was flushed. */
  public int flushes() {
    return record.flushes();
  }

  /** How many transactions were committed. */
  public int commits() {
    return record.commits();
  }

  /** How many transactions were rolled back. */
  public int rollbacks() {
    return record.rollbacks();
  }

  /**
   * How many Hibernate Sessions were open when the cell had ended: its own, also those that it
   * lost, and older ones that a variable refers to.
   */
  public int openSessions() {
    return record.openSessions();
  }

  /** The value of the cell's last expression; null if it has none to show. */
  public @Nullable Object value() {
    return record.value();
  }

  /** What was found to cost more than it should: {@code n_plus_one} and so on. */
  public List<String> findings() {
    return record.findings();
  }

  /** The cell's text. */
  public String source() {
    return record.source();
  }
}
