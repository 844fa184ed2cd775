package orrery.kernel.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the bodies of loaded classes. An agent gives the means; it is loaded on first use, since
 * one loaded at start costs time and disables the class-data archive, and by the JVM's own command
 * instead of the attach API, which needs a socket that a sandbox denies.
 */
public final class HotSwap {

  private static @Nullable Instrumentation instrumentation;

  private HotSwap() {}

  /** Called by the JVM when the agent is loaded. */
  public static void agentmain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  /**
   * Redefines the classes, all or none.
   *
   * @throws UnsupportedOperationException if the shape of a class changed (a field, a method, a
   *     parent), or this JVM loads no agent
   * @throws LinkageError if a class file is not valid
   */
  public static synchronized void redefine(ClassDefinition... classes) {
    if (instrumentation == null) {
      instrumentation = load();
    }
    try {
      instrumentation.redefineClasses(classes);
    } catch (ClassNotFoundException | UnmodifiableClassException e) {
      throw new UnsupportedOperationException(e);
    }
  }

  private static Instrumentation load() {
    try {
      Path jar = agentJar();
      try {
        loadAgent(jar);
      } finally {
        Files.delete(jar);
      }
    } catch (IOException | JMException e) {
      throw new UnsupportedOperationException("no agent", e);
    }
    if (instrumentation == null) {
      throw new UnsupportedOperationException("the JVM refused the agent");
    }
    return instrumentation;
  }

  /** A jar that says where the agent is: in this class, which is on the class path already. */
  private static Path agentJar() throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Agent-Class", HotSwap.class.getName());
    attributes.putValue("Can-Redefine-Classes", "true");
    Path jar = Files.createTempFile("orrery-agent", ".jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return jar;
  }

  private static void loadAgent(Path jar) throws JMException {
    ManagementFactory.getPlatformMBeanServer()
        .invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"),
            "jvmtiAgentLoad",
            new Object[] {new String[] {jar.toString()}},
            new String[] {String[].class.getName()});
  }
}
