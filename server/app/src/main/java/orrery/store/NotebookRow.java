package orrery.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "notebook")
class NotebookRow {

  @Id
  @Column(length = 22)
  String id = "";

  @Column(nullable = false, length = 22)
  String owner = "";

  @Column(nullable = false, length = 200)
  String lesson = "";

  @Column(nullable = false)
  Instant created = Instant.EPOCH;

  NotebookRow() {}

  NotebookRow(String id, String owner, String lesson, Instant created) {
    this.id = id;
    this.owner = owner;
    this.lesson = lesson;
    this.created = created;
  }
}
