package orrery.kernel.trace;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Entity
class Author {

  @Id @GeneratedValue @Nullable Long id;

  @Column(unique = true)
  String name;

  @OneToMany(mappedBy = "author", cascade = CascadeType.ALL, orphanRemoval = true)
  List<Book> books = new ArrayList<>();

  Author() {
    this("");
  }

  Author(String name) {
    this.name = name;
  }

  String getName() {
    return name;
  }

  List<Book> getBooks() {
    return books;
  }

  /** Loads, as a learner's own may. */
  @Override
  public String toString() {
    return name + " " + books.size();
  }
}
