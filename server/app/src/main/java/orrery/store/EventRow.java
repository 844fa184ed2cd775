package orrery.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.Length;

@Entity
@Table(name = "event")
@IdClass(EventRow.Key.class)
class EventRow {

  /** A record's constructor takes the parts in alphabetical order, as Hibernate wants it. */
  record Key(String notebook, long seq) {}

  @Id
  @Column(length = 22)
  String notebook = "";

  @Id long seq;

  @Column(nullable = false, length = 200)
  String slot = "";

  @Column(nullable = false, length = Length.LONG32)
  String json = "";

  EventRow() {}

  EventRow(String notebook, long seq, String slot, String json) {
    this.notebook = notebook;
    this.seq = seq;
    this.slot = slot;
    this.json = json;
  }
}
