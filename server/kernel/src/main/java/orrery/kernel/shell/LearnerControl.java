package orrery.kernel.shell;

import java.lang.instrument.ClassDefinition;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Consumer;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.SPIResolutionException;
import org.jspecify.annotations.Nullable;

/**
 * Loads and runs what JShell compiled, on the thread that calls, and keeps the value or the
 * exception itself: JShell would hand over text only, and make it by calling {@code toString}.
 */
final class LearnerControl extends DirectExecutionControl {

  /** What running a snippet came to. */
  record Outcome(@Nullable Object value, @Nullable Throwable thrown) {}

  private static final Outcome NOTHING = new Outcome(null, null);

  private final SnippetLoader loader;
  private final Consumer<String> loaded;
  private final Gate gate;
  private Outcome outcome = NOTHING;

  /**
   * @param loaded told the name of each class that is loaded or redefined
   */
  LearnerControl(SnippetLoader loader, Gate gate, Consumer<String> loaded) {
    super(new Delegate(loader));
    this.loader = loader;
    this.gate = gate;
    this.loaded = loaded;
  }

  /** The outcome since the last call. */
  Outcome takeOutcome() {
    Outcome taken = outcome;
    outcome = NOTHING;
    return taken;
  }

  /** A value as JShell shows it: strings quoted. */
  static String shown(@Nullable Object value) {
    return valueString(value);
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    try {
      super.load(classes);
    } catch (ClassInstallException e) {
      fail(e.getCause() == null ? e : e.getCause());
      throw e;
    }
    for (ClassBytecodes one : classes) {
      loaded.accept(one.name());
    }
  }

  @Override
  public void redefine(ClassBytecodes[] classes) throws ClassInstallException {
    try {
      ClassDefinition[] definitions = new ClassDefinition[classes.length];
      for (int i = 0; i < classes.length; i++) {
        byte[] classFile = SnippetTransform.apply(classes[i].bytecodes());
        definitions[i] = new ClassDefinition(findClass(classes[i].name()), classFile);
      }
      HotSwap.redefine(definitions);
      for (ClassDefinition definition : definitions) {
        String name = definition.getDefinitionClass().getName();
        loader.put(name, definition.getDefinitionClassFile());
        loaded.accept(name);
      }
    } catch (ClassNotFoundException | UnsupportedOperationException | LinkageError e) {
      // JShell answers by replacing the classes.
      throw new ClassInstallException(e.toString(), new boolean[classes.length]);
    }
  }

  @Override
  public String invoke(String className, String methodName) throws RunException {
    if (outcome.thrown() != null || StopFlag.isInterrupted()) {
      return "";
    }
    try {
      Method snippet = findClass(className).getDeclaredMethod(methodName);
      snippet.setAccessible(true);
      gate.pass(() -> run(snippet));
    } catch (ReflectiveOperationException | LinkageError e) {
      fail(e);
    }
    if (outcome.thrown() instanceof SPIResolutionException unresolved) {
      throw new ResolutionException(unresolved.id(), new StackTraceElement[0]);
    }
    return "";
  }

  /** A class that cannot be initialised is reported by {@code invoke} itself. */
  private void run(Method snippet) {
    try {
      outcome = new Outcome(snippet.invoke(null), null);
    } catch (InvocationTargetException e) {
      fail(e.getCause() == null ? e : e.getCause());
    } catch (IllegalAccessException | Error e) {
      fail(e);
    }
  }

  private void fail(Throwable thrown) {
    outcome = new Outcome(null, thrown);
  }

  private record Delegate(SnippetLoader loader) implements LoaderDelegate {

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
      boolean[] installed = new boolean[classes.length];
      for (ClassBytecodes one : classes) {
        loader.put(one.name(), SnippetTransform.apply(one.bytecodes()));
      }
      try {
        for (int i = 0; i < classes.length; i++) {
          loader.loadClass(classes[i].name());
          installed[i] = true;
        }
      } catch (ClassNotFoundException | LinkageError e) {
        ClassInstallException failure = new ClassInstallException(e.toString(), installed);
        failure.initCause(e);
        throw failure;
      }
    }

    @Override
    public void classesRedefined(ClassBytecodes[] classes) {
      // Redefinition goes past the delegate.
    }

    @Override
    public void addToClasspath(String path) throws ExecutionControl.InternalException {
      throw new ExecutionControl.InternalException("the class path of cells does not change");
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
      return loader.loadClass(name);
    }
  }
}
