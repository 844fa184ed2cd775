package orrery.kernel.trace;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** Databases of their own for tests, with every entity in them. */
final class Bookstore {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private Bookstore() {}

  static String url() {
    return "jdbc:h2:mem:trace" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
  }

  static SessionFactory open() {
    return open(Map.of());
  }

  static SessionFactory open(Map<String, String> settings) {
    Configuration configuration = new Configuration();
    configuration
        .addAnnotatedClass(Author.class)
        .addAnnotatedClass(Book.class)
        .addAnnotatedClass(Ticket.class)
        .addAnnotatedClass(Vehicle.class)
        .addAnnotatedClass(Vehicle.Car.class)
        .setProperty("hibernate.connection.url", url())
        .setProperty("hibernate.hbm2ddl.auto", "create-drop");
    settings.forEach(configuration::setProperty);
    return configuration.buildSessionFactory();
  }

  /** Two authors, the first with three books. */
  static void fill(SessionFactory factory) {
    factory.inTransaction(
        session -> {
          Author ann = new Author("Ann");
          for (String title : new String[] {"One", "Two", "Three"}) {
            ann.books.add(new Book(title, ann));
          }
          session.persist(ann);
          session.persist(new Author("Bob"));
        });
  }
}
