package orrery.kernel.model;

import java.util.Map;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;

/**
 * Hibernate with a dialect and without a database, for as long as it is open. Nobody but its maker
 * hears of it.
 */
final class Offline implements AutoCloseable {

  private final BootstrapServiceRegistry bootstrap;
  private final StandardServiceRegistry registry;
  private final NoDatabase database = new NoDatabase();

  /**
   * A registry of services.
   *
   * @param loader of the classes to be mapped
   */
  Offline(SqlDialect dialect, ClassLoader loader) {
    bootstrap =
        new BootstrapServiceRegistryBuilder()
            .applyClassLoaderService(new LibraryServices(loader))
            .build();
    registry =
        new StandardServiceRegistryBuilder(bootstrap)
            .applySettings(settings())
            .applySetting(AvailableSettings.DIALECT, dialect.make())
            .applySetting(AvailableSettings.CONNECTION_PROVIDER, database)
            .build();
  }

  private static Map<String, Object> settings() {
    return Map.ofEntries(
        Map.entry("hibernate.boot.allow_jdbc_metadata_access", false),
        Map.entry("hibernate.hbm2ddl.auto", "none"),
        Map.entry("jakarta.persistence.schema-generation.database.action", "none"),
        Map.entry("jakarta.persistence.validation.mode", "none"),
        Map.entry("hibernate.cache.use_second_level_cache", false),
        Map.entry("hibernate.cache.use_query_cache", false),
        Map.entry("hibernate.format_sql", false),
        Map.entry("hibernate.show_sql", false),
        Map.entry("hibernate.query.mutation_strategy.global_temporary.create_tables", false),
        Map.entry("hibernate.query.mutation_strategy.local_temporary.drop_tables", false),
        Map.entry("hibernate.query.mutation_strategy.persistent.create_tables", false));
  }

  StandardServiceRegistry registry() {
    return registry;
  }

  /** Where its statements go. */
  NoDatabase database() {
    return database;
  }

  @Override
  public void close() {
    StandardServiceRegistryBuilder.destroy(registry);
    BootstrapServiceRegistryBuilder.destroy(bootstrap);
  }
}
