package orrery.kernel.trace;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.NaturalId;
import org.jspecify.annotations.Nullable;

/** Its id comes with the insert; its associations are eager, the parent's by a select. */
@Entity
class Ticket {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  @NaturalId(mutable = true)
  @Nullable String code;

  @ManyToOne @Nullable Ticket parent;

  @OneToMany(mappedBy = "parent", fetch = FetchType.EAGER)
  List<Ticket> children = new ArrayList<>();

  Ticket() {}

  Ticket(@Nullable Ticket parent) {
    this.parent = parent;
  }
}
