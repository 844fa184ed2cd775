package orrery;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.PortInUseException;
import orrery.check.Check;
import orrery.isolation.NoSandbox;
import orrery.isolation.UnsafeAddress;
import orrery.isolation.UnusableSetting;
import orrery.lesson.FaultyLessons;
import orrery.store.UnusableStore;

/**
 * Why the product did not start: a line for what a user can mend, the stack for what only we can.
 */
record FailedStart(RuntimeException failure) {

  /** Says it. Returns the status to exit with. */
  int tell(PrintStream errors) {
    String words =
        causes().flatMap(cause -> inWords(cause).stream()).findFirst().orElseGet(this::stack);
    errors.println("Orrery did not start: " + words);
    return isUnusableInput() ? Check.UNUSABLE : 1;
  }

  private Stream<Throwable> causes() {
    return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause);
  }

  private boolean isUnusableInput() {
    return causes()
        .anyMatch(cause -> cause instanceof FaultyLessons || cause instanceof NoSuchFileException);
  }

  private static Optional<String> inWords(Throwable cause) {
    if (cause instanceof PortInUseException taken) {
      return Optional.of(
          "port %d is in use. Choose another: SERVER_PORT=%d ./mvnw"
              .formatted(taken.getPort(), taken.getPort() + 1));
    }
    if (cause instanceof NoSuchFileException missing) {
      return Optional.of("there is no " + missing.getFile());
    }
    if (cause instanceof InvalidConfigurationPropertyValueException invalid) {
      return Optional.of(mistaken("the setting " + invalid.getName(), invalid.getValue()));
    }
    if (cause instanceof BindException bind && bind.getProperty() != null) {
      return Optional.of(mistaken("the setting " + bind.getName(), bind.getProperty().getValue()));
    }
    if (cause instanceof TypeMismatchException mismatch) {
      return Optional.of(mistaken("a setting", mismatch.getValue()));
    }
    boolean tells =
        cause instanceof FaultyLessons
            || cause instanceof UnusableStore
            || cause instanceof NoSandbox
            || cause instanceof UnusableSetting
            || cause instanceof UnsafeAddress;
    return tells ? Optional.of(String.valueOf(cause.getMessage())) : Optional.empty();
  }

  private static String mistaken(String setting, @Nullable Object value) {
    return "%s is '%s', which it cannot be. See Settings in the README".formatted(setting, value);
  }

  private String stack() {
    StringWriter stack = new StringWriter();
    failure.printStackTrace(new PrintWriter(stack, true));
    return stack.toString();
  }
}
