package orrery.kernel.model;

import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Mapping;

/**
 * The mapping of the learner's classes, as their annotations have it. It is read from the classes,
 * never from a factory of the learner's, so it is there before one is, and grows with the classes.
 * Each answer builds what it needs and lets it go.
 */
public final class Model {

  private final Supplier<? extends List<Class<?>>> classes;
  private final Supplier<? extends List<String>> waiting;

  /**
   * A model of whatever classes there are when it is asked.
   *
   * @param classes that are defined, newest versions only
   * @param waiting a sentence for each class that waits for another
   */
  public Model(
      Supplier<? extends List<Class<?>>> classes, Supplier<? extends List<String>> waiting) {
    this.classes = classes;
    this.waiting = waiting;
  }

  /** Answers what the mapping is by now. */
  public Event.Model describe() {
    return new Event.Model(mapping(), null);
  }

  /** The mapping by now. */
  public Mapping mapping() {
    List<Class<?>> managed = managed();
    try (Offline hibernate = new Offline(SqlDialect.H2, loader())) {
      Draft draft = Draft.of(managed, hibernate);
      List<String> problems = new ArrayList<>(waiting.get());
      problems.addAll(draft.problems());
      return MappingReader.read(draft.metadata(), managed, problems);
    }
  }

  /**
   * Answers what each dialect makes of a query.
   *
   * @param query HQL; null for the DDL
   */
  public Event.Dialects translate(@Nullable String query) {
    List<Class<?>> managed = managed();
    return new Event.Dialects(
        query, Stream.of(SqlDialect.values()).map(one -> spoken(one, managed, query)).toList());
  }

  private static Event.Spoken spoken(
      SqlDialect dialect, List<Class<?>> managed, @Nullable String query) {
    try (Offline hibernate = new Offline(dialect, loader())) {
      Translator translator = new Translator(Draft.of(managed, hibernate), hibernate);
      List<String> statements = query == null ? translator.ddl() : translator.sql(query);
      return new Event.Spoken(dialect.title(), statements, null);
    } catch (HibernateException | IllegalArgumentException | UnsupportedOperationException e) {
      return new Event.Spoken(dialect.title(), List.of(), Translator.refusal(e));
    }
  }

  private List<Class<?>> managed() {
    List<Class<?>> all = classes.get();
    return all.stream()
        .filter(
            type ->
                Stream.of(Entity.class, Embeddable.class, MappedSuperclass.class, Converter.class)
                    .anyMatch(type::isAnnotationPresent))
        .toList();
  }

  private static ClassLoader loader() {
    return Thread.currentThread().getContextClassLoader();
  }
}
