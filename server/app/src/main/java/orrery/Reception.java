package orrery;

import java.io.IOException;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import orrery.door.Door;
import orrery.door.Hosts;
import orrery.door.Keys;
import orrery.door.Monitor;
import orrery.door.Pace;
import orrery.door.PlainErrors;
import orrery.store.Store;

/** Who may come in, how often, and what they are told to open. */
@Configuration(proxyBeanMethods = false)
class Reception {

  /** The store finds out whether the folder can be written, and says so in a line. */
  @Bean
  @DependsOn("store")
  Keys keys(
      @Value("${orrery.data}") String data,
      @Value("${orrery.class}") boolean teaching,
      @Value("${orrery.class-learners}") int learners)
      throws IOException {
    return new Keys(Places.data(data), teaching ? learners : 0);
  }

  @Bean
  Hosts hosts(@Value("${orrery.hosts}") String names, @Value("${server.address}") String address) {
    return new Hosts(names, address);
  }

  @Bean
  Pace pace(
      @Value("${orrery.requests.address-burst}") long addressBurst,
      @Value("${orrery.requests.address-per-second}") long addressPerSecond,
      @Value("${orrery.requests.owner-burst}") long ownerBurst,
      @Value("${orrery.requests.owner-per-second}") long ownerPerSecond) {
    return new Pace(
        new Pace.Allowance(addressBurst, addressPerSecond),
        new Pace.Allowance(ownerBurst, ownerPerSecond));
  }

  @Bean
  FilterRegistrationBean<Door> door(
      Keys keys, Hosts hosts, Pace pace, @Value("${orrery.monitor-token}") String monitor) {
    FilterRegistrationBean<Door> door =
        new FilterRegistrationBean<>(new Door(keys, hosts, pace, new Monitor(monitor)));
    door.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return door;
  }

  /** Tomcat's own pages are ours too. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainErrors() {
    return factory ->
        factory.addContextCustomizers(
            context ->
                ((StandardHost) context.getParent())
                    .setErrorReportValveClass(PlainErrors.class.getName()));
  }

  /** Down while nothing can be kept. */
  @Bean
  HealthIndicator storeHealthIndicator(Store store) {
    return () ->
        store.state().isWell()
            ? Health.up().build()
            : Health.down().withDetail("reason", store.state().words()).build();
  }

  /** Prints the address when it can be opened. */
  @Bean
  Address address(Keys keys, Hosts hosts, Store store) {
    return new Address(keys, hosts, store);
  }

  /** The addresses to open, and what happened to the notebooks; printed once. */
  record Address(Keys keys, Hosts hosts, Store store) {

    @EventListener
    void started(WebServerInitializedEvent event) {
      int port = event.getWebServer().getPort();
      if (!store.mishap().isEmpty()) {
        System.out.println(store.mishap());
      }
      System.out.println(
          "Orrery is ready. Open  http://" + hosts.here(port) + "/?token=" + keys.token());
      keys.classToken()
          .ifPresent(
              token ->
                  System.out.println(
                      "Learners open  http://" + hosts.forOthers(port) + "/?class=" + token));
    }
  }
}
