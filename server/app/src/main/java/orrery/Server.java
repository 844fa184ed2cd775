package orrery;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import orrery.isolation.SelfTest;
import orrery.isolation.UnsafeAddress;
import orrery.kernel.protocol.Limits;
import orrery.kernels.KernelHealth;
import orrery.kernels.KernelSettings;
import orrery.kernels.Kernels;
import orrery.kernels.Supervision;
import orrery.lesson.Lesson;
import orrery.lesson.Lessons;
import orrery.notebook.NotebookMeters;
import orrery.notebook.NotebookSocket;
import orrery.notebook.Notebooks;
import orrery.store.Store;

/** The parts of the server and how they hang together. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableWebSocket
class Server {

  @Bean
  List<Lesson> lessons(@Value("${orrery.lessons}") String folder) throws IOException {
    return folder.isBlank() ? Lessons.builtIn() : Lessons.read(Path.of(folder));
  }

  @Bean
  Kernels kernels(
      @Value("${orrery.cache}") String cache,
      @Value("${orrery.kernel.memory}") String memory,
      @Value("${orrery.kernel.output-chars}") int output,
      @Value("${orrery.kernel.statements}") int statements,
      @Value("${orrery.sandbox}") String sandbox,
      @Value("${orrery.unsandboxed-network}") boolean unsandboxed,
      @Value("${server.address}") String address,
      Supervision supervision,
      MeterRegistry meters) {
    SelfTest.Wanted wanted = SelfTest.Wanted.of(sandbox);
    Limits usual = Limits.DEFAULT;
    Limits limits =
        new Limits(output, statements, usual.valueChars(), usual.sqlChars(), usual.bindChars());
    KernelSettings settings = new KernelSettings(Places.cache(cache), memory, limits).in(wanted);
    Kernels kernels = new Kernels(settings, supervision, meters, true);
    if (wanted == SelfTest.Wanted.REQUIRED || UnsafeAddress.isPublic(address)) {
      UnsafeAddress.refuse(address, kernels.isolation(), unsandboxed);
    }
    return kernels;
  }

  @Bean
  Supervision supervision(
      @Value("${orrery.kernel.memory}") String memory,
      @Value("${orrery.kernel.most}") Optional<Integer> most,
      @Value("${orrery.kernel.idle}") Duration idle,
      @Value("${orrery.kernel.unseen}") Duration unseen,
      @Value("${orrery.kernel.spared}") Duration spared,
      @Value("${orrery.kernel.stray}") Duration stray) {
    int kernels = most.orElseGet(() -> Supervision.fitting(memory));
    int starting = Runtime.getRuntime().availableProcessors();
    return new Supervision(kernels, starting, idle, unseen, spared, stray);
  }

  @Bean
  KernelHealth kernelsHealthIndicator(Kernels kernels) {
    return new KernelHealth(kernels);
  }

  @Bean
  Store store(@Value("${orrery.data}") String data) {
    return Store.open(Places.data(data));
  }

  @Bean
  Notebooks notebooks(
      List<Lesson> lessons,
      Kernels kernels,
      Store store,
      MeterRegistry meters,
      @Value("${orrery.notebook-mb}") long notebook,
      @Value("${orrery.owner-mb}") long owner) {
    return new Notebooks(
        lessons, kernels, store, new NotebookMeters(meters), notebook << 20, owner << 20);
  }

  /** The door has looked at the Origin, and knows a proxy's name; Spring does not. */
  @Bean
  WebSocketConfigurer sockets(Notebooks notebooks) {
    NotebookSocket socket = new NotebookSocket(notebooks);
    return (WebSocketHandlerRegistry registry) ->
        registry
            .addHandler(socket, "/notebooks/*/events")
            .addInterceptors(socket.handshake())
            .setAllowedOriginPatterns("*");
  }

  /** A page pings every 20 s; a connection that says nothing for a minute has gone. */
  @Bean
  ServletServerContainerFactoryBean socketLimits() {
    ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
    container.setMaxSessionIdleTimeout(Duration.ofMinutes(1).toMillis());
    return container;
  }

  /** Library files have their version in their address, so a browser may keep them for good. */
  @Bean
  WebMvcConfigurer libraries() {
    return new WebMvcConfigurer() {
      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry
            .addResourceHandler("/_static/**")
            .addResourceLocations("classpath:/META-INF/resources/_static/")
            .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
      }
    };
  }
}
