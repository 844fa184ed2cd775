package orrery.kernel.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.BiFunction;
import javax.tools.StandardJavaFileManager;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** How JShell is made for cells. */
final class ShellSetup {

  private ShellSetup() {}

  /**
   * A JShell that runs code by {@code control}.
   *
   * @param ids names each snippet as it is installed
   */
  static JShell create(LearnerControl control, BiFunction<Snippet, Integer, String> ids) {
    return JShell.builder()
        .executionEngine(new Engine(control), Map.of())
        .compilerOptions("-parameters", "-g", "-proc:none")
        .fileManager(ShellSetup::withCellClassPath)
        .idGenerator(ids)
        .in(InputStream.nullInputStream())
        .build();
  }

  private static StandardJavaFileManager withCellClassPath(StandardJavaFileManager files) {
    try {
      return CellFiles.of(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Engine(ExecutionControl control) implements ExecutionControlProvider {

    @Override
    public String name() {
      return "cells";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
      return control;
    }
  }
}
