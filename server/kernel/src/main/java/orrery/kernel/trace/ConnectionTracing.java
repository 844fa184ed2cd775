package orrery.kernel.trace;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.jdbc.connections.internal.ConnectionProviderInitiator;
import org.hibernate.engine.jdbc.connections.internal.MultiTenantConnectionProviderInitiator;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.service.Service;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Puts the trace between Hibernate and whatever connections the learner's configuration leads to,
 * and gives it the kernel's own database where that names none. Found by {@code META-INF/services},
 * so it covers every way to boot.
 */
public final class ConnectionTracing implements ServiceContributor {

  private static final String URL_SETTING = "hibernate.connection.url";
  private static final String USER_SETTING = "hibernate.connection.username";
  private static final String URL = "jdbc:h2:mem:orrery;DB_CLOSE_DELAY=-1";
  private static final String USER = "sa";

  /** Parts of the settings' names that lead to connections. */
  private static final Set<String> SOURCES =
      Set.of(
          "connection.url",
          "jdbc.url",
          "datasource",
          "connection.provider_class",
          "multi_tenant_connection_provider",
          "hibernate.hikari.",
          "hibernate.c3p0.",
          "hibernate.agroal.");

  /** Called by the service loader. */
  public ConnectionTracing() {}

  @Override
  public void contribute(StandardServiceRegistryBuilder builder) {
    Map<String, Object> settings = builder.getSettings();
    if (settings.keySet().stream().noneMatch(ConnectionTracing::leadsToConnections)) {
      builder.applySetting(URL_SETTING, URL);
      if (!settings.containsKey(USER_SETTING)
          && !settings.containsKey(JdbcSettings.JAKARTA_JDBC_USER)) {
        builder.applySetting(USER_SETTING, USER);
      }
    }
    builder.addInitiator(
        traced(ConnectionProvider.class, ConnectionProviderInitiator.INSTANCE::initiateService));
    builder.addInitiator(
        traced(
            MultiTenantConnectionProvider.class,
            MultiTenantConnectionProviderInitiator.INSTANCE::initiateService));
  }

  private static boolean leadsToConnections(String setting) {
    String name = setting.toLowerCase(Locale.ROOT);
    return SOURCES.stream().anyMatch(name::contains);
  }

  private static <S extends Service> StandardServiceInitiator<S> traced(
      Class<S> role,
      BiFunction<Map<String, Object>, ServiceRegistryImplementor, ? extends @Nullable S> initiate) {
    return new StandardServiceInitiator<>() {
      @Override
      public Class<S> getServiceInitiated() {
        return role;
      }

      @Override
      public @Nullable S initiateService(
          Map<String, Object> settings, ServiceRegistryImplementor registry) {
        S provider = initiate.apply(settings, registry);
        Trace.watches().forEach(watch -> watch.configured(settings));
        return provider == null ? null : TracedProvider.of(provider, role);
      }
    };
  }
}
