package orrery.kernel.model;

import java.util.Collection;
import java.util.List;
import org.hibernate.boot.registry.classloading.internal.ClassLoaderServiceImpl;
import org.hibernate.bytecode.spi.BytecodeProvider;

/**
 * Finds Hibernate's own services and none of the kernel's, so that a factory made with it is not
 * traced, not watched and not given the kernel's database. It finds no maker of bytecode either: to
 * describe classes takes no proxies of them.
 */
final class LibraryServices extends ClassLoaderServiceImpl {

  private static final String OWN = "orrery.";

  LibraryServices(ClassLoader loader) {
    super(loader);
  }

  @Override
  public <S> Collection<S> loadJavaServices(Class<S> contract) {
    if (contract == BytecodeProvider.class) {
      return List.of();
    }
    return super.loadJavaServices(contract).stream()
        .filter(service -> !service.getClass().getName().startsWith(OWN))
        .toList();
  }
}
