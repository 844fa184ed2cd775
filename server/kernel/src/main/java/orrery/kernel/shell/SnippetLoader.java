package orrery.kernel.shell;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The class loader of cells' code; it also serves their class files as resources. */
final class SnippetLoader extends ClassLoader {

  private static final String SUFFIX = ".class";

  private final Map<String, byte[]> classFiles = new ConcurrentHashMap<>();

  SnippetLoader(ClassLoader parent) {
    super("cells", parent);
  }

  /** From now on {@code name} is this class, unless it is loaded already. */
  void put(String name, byte[] classFile) {
    classFiles.put(name, classFile);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] classFile = classFiles.get(name);
    if (classFile == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, classFile, 0, classFile.length);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] classFile = name.endsWith(SUFFIX) ? classFiles.get(className(name)) : null;
    return classFile == null
        ? super.getResourceAsStream(name)
        : new ByteArrayInputStream(classFile);
  }

  private static String className(String resource) {
    return resource.substring(0, resource.length() - SUFFIX.length()).replace('/', '.');
  }
}
