package orrery.kernel.trace;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

@Entity
class Book {

  enum Binding {
    PAPER,
    CLOTH
  }

  @Id @GeneratedValue @Nullable Long id;

  String title;
  @Nullable BigDecimal price;
  @Nullable LocalDateTime published;

  @Enumerated(EnumType.STRING)
  @Nullable Binding binding;

  @ManyToOne(fetch = FetchType.LAZY)
  @Nullable Author author;

  Book() {
    this("", null);
  }

  Book(String title, @Nullable Author author) {
    this.title = title;
    this.author = author;
  }

  String getTitle() {
    return title;
  }

  Author getAuthor() {
    return Objects.requireNonNull(author);
  }
}
