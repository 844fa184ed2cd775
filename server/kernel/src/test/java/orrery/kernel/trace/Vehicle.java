package orrery.kernel.trace;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.jspecify.annotations.Nullable;

/** One table for each class, so that bulk statements need temporary ones; ids from a table. */
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
class Vehicle {

  @Id
  @GeneratedValue(strategy = GenerationType.TABLE)
  @Nullable Long id;

  int wheels;

  @Entity(name = "Car")
  static class Car extends Vehicle {
    int doors;
  }
}
