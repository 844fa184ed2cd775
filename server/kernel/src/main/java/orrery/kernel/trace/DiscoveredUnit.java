package orrery.kernel.trace;

import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PersistenceConfiguration;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.hibernate.jpa.boot.spi.EntityManagerFactoryBuilder;
import org.hibernate.jpa.boot.spi.PersistenceConfigurationDescriptor;
import org.hibernate.jpa.boot.spi.ProviderChecker;
import org.jspecify.annotations.Nullable;

/**
 * The persistence unit that {@code Persistence.createEntityManagerFactory(name)} finds in a kernel,
 * where no {@code persistence.xml} stands: of whatever name, with the managed classes that cells
 * have defined. Found by {@code META-INF/services}, beside Hibernate's own provider, which answers
 * everything else.
 */
public final class DiscoveredUnit extends HibernatePersistenceProvider {

  private static final List<Class<? extends Annotation>> MANAGED =
      List.of(Entity.class, Embeddable.class, MappedSuperclass.class, Converter.class);

  /** Called by the service loader. */
  public DiscoveredUnit() {}

  /** Hibernate's own provider answers. */
  @Override
  public @Nullable EntityManagerFactory createEntityManagerFactory(
      PersistenceConfiguration configuration) {
    return null;
  }

  @Override
  protected @Nullable EntityManagerFactoryBuilder getEntityManagerFactoryBuilderOrNull(
      @Nullable String name, @Nullable Map<?, ?> properties) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    if (name == null || loader == null || loader.getResource("META-INF/persistence.xml") != null) {
      return null;
    }
    PersistenceConfiguration unit = new PersistenceConfiguration(name);
    Trace.definedClasses().stream().filter(DiscoveredUnit::isManaged).forEach(unit::managedClass);
    PersistenceConfigurationDescriptor descriptor = new PersistenceConfigurationDescriptor(unit);
    return ProviderChecker.isProvider(descriptor, properties)
        ? getEntityManagerFactoryBuilder(descriptor, wrap(properties), loader)
        : null;
  }

  private static boolean isManaged(Class<?> type) {
    return MANAGED.stream().anyMatch(type::isAnnotationPresent);
  }
}
