package orrery.kernel.model;

import jakarta.persistence.Entity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.jaxb.Origin;
import org.hibernate.boot.jaxb.SourceType;
import org.hibernate.boot.jaxb.mapping.spi.JaxbAttributesContainerImpl;
import org.hibernate.boot.jaxb.mapping.spi.JaxbEntityImpl;
import org.hibernate.boot.jaxb.mapping.spi.JaxbEntityMappingsImpl;
import org.hibernate.boot.jaxb.mapping.spi.JaxbTransientImpl;
import org.hibernate.boot.jaxb.spi.Binding;
import org.jspecify.annotations.Nullable;
import orrery.kernel.model.Faults.Fault;
import orrery.kernel.trace.Text;

/**
 * As much of a mapping as classes make by now. What is at fault is left out, an attribute if it can
 * be, else its class.
 *
 * @param metadata of the rest
 * @param problems a sentence each; empty if nothing was left out
 */
record Draft(Metadata metadata, List<String> problems) {

  /** Faults that only Hibernate finds, one at a time. */
  private static final int MOST_ATTEMPTS = 8;

  private static final int PROBLEM_CHARS = 500;

  /** Of managed classes, newest versions only. */
  static Draft of(List<Class<?>> classes, Offline hibernate) {
    List<Fault> faults = new ArrayList<>(Faults.of(classes));
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        return new Draft(metadata(classes, faults, hibernate), words(faults));
      } catch (RuntimeException e) {
        Fault fault = found(e, classes, faults);
        if (fault == null) {
          return nothing(faults, refusal(e), hibernate);
        }
        faults.add(fault);
      }
    }
    return nothing(faults, "There are more faults.", hibernate);
  }

  private static Draft nothing(List<Fault> faults, String more, Offline hibernate) {
    List<String> words = Stream.concat(words(faults).stream(), Stream.of(more)).toList();
    return new Draft(metadata(List.of(), List.of(), hibernate), words);
  }

  private static List<String> words(List<Fault> faults) {
    return faults.stream().map(Fault::words).distinct().toList();
  }

  private static Metadata metadata(List<Class<?>> classes, List<Fault> faults, Offline hibernate) {
    MetadataSources sources = new MetadataSources(hibernate.registry());
    classes.stream()
        .filter(type -> faults.stream().noneMatch(fault -> fault.isOf(type, null)))
        .forEach(sources::addAnnotatedClass);
    leftOut(faults).ifPresent(sources::addMappingXmlBinding);
    return sources.buildMetadata();
  }

  /** Only XML can take an attribute out of an annotated class. */
  private static Optional<Binding<JaxbEntityMappingsImpl>> leftOut(List<Fault> faults) {
    JaxbEntityMappingsImpl mappings = new JaxbEntityMappingsImpl();
    faults.stream()
        .filter(fault -> fault.attribute() != null)
        .collect(Collectors.groupingBy(Fault::type))
        .forEach((type, some) -> mappings.getEntities().add(without(type, some)));
    return mappings.getEntities().isEmpty()
        ? Optional.empty()
        : Optional.of(new Binding<>(mappings, new Origin(SourceType.OTHER, "left out")));
  }

  private static JaxbEntityImpl without(Class<?> type, List<Fault> faults) {
    JaxbAttributesContainerImpl attributes = new JaxbAttributesContainerImpl();
    faults.stream()
        .map(Fault::attribute)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(LinkedHashSet::new))
        .forEach(
            name -> {
              JaxbTransientImpl attribute = new JaxbTransientImpl();
              attribute.setName(name);
              attributes.getTransients().add(attribute);
            });
    JaxbEntityImpl entity = new JaxbEntityImpl();
    entity.setClazz(type.getName());
    entity.setMetadataComplete(false);
    entity.setAttributes(attributes);
    return entity;
  }

  /** Which of the classes a failure of Hibernate speaks of, and which attribute. */
  private static @Nullable Fault found(
      RuntimeException failure, List<Class<?>> classes, List<Fault> known) {
    String message = message(failure);
    for (Class<?> type : classes) {
      if (!message.contains(type.getName()) || !type.isAnnotationPresent(Entity.class)) {
        continue;
      }
      Fault fault =
          Member.of(type).stream()
              .filter(member -> message.contains(type.getName() + "." + member.name()))
              .filter(Member::isAssociation)
              .findFirst()
              .map(member -> new Fault(type, member.name(), refusal(failure)))
              .orElseGet(() -> new Fault(type, null, refusal(failure)));
      if (known.stream().noneMatch(one -> one.isOf(fault.type(), fault.attribute()))) {
        return fault;
      }
    }
    return null;
  }

  private static String refusal(RuntimeException failure) {
    return "Hibernate says: "
        + Text.shortened(Text.withoutShellPrefix(message(failure)), PROBLEM_CHARS);
  }

  private static String message(RuntimeException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
