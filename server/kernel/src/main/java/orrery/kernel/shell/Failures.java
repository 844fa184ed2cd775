package orrery.kernel.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import jdk.jshell.spi.SPIResolutionException;
import org.jspecify.annotations.Nullable;
import orrery.kernel.explain.Explainer;
import orrery.kernel.protocol.Failure;
import orrery.kernel.protocol.Failure.Explanation;
import orrery.kernel.protocol.Failure.Frame;
import orrery.kernel.trace.Trace;

/** Tells what went wrong in the learner's terms. */
final class Failures {

  static final String COMPILE_ERROR = "compile error";

  private static final String MUTE = "<getMessage did not end within 2 seconds>";

  private static final String UNRESOLVED = "not usable yet";

  private static final int CAUSES = 8;
  private static final int FRAMES = 20;
  private static final int NO_PLACE = 0;

  /** What remains of the line on where a symbol was sought, if that was the shell's own class. */
  private static final Pattern EMPTY_LOCATION = Pattern.compile("\\R\\s*location: class\\s*$");

  /** Code at the top level of a cell, and lambdas in it. */
  private static final Pattern TOP_LEVEL = Pattern.compile("(lambda\\$)?do_it\\$.*");

  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");

  private final Trace.Places places;
  private final Explainer explainer;
  private final int messageLimit;

  /**
   * @param messageLimit characters of one message
   */
  Failures(Trace.Places places, Explainer explainer, int messageLimit) {
    this.places = places;
    this.explainer = explainer;
    this.messageLimit = messageLimit;
  }

  /** What the compiler says, without what concerns the shell's own classes. */
  static String messageOf(Diag error) {
    String message = ShellNames.clean(error.getMessage(Locale.ENGLISH));
    return EMPTY_LOCATION.matcher(message).replaceAll("");
  }

  /**
   * A compile error.
   *
   * @param start index in the snippet; {@code end} is exclusive
   */
  Failure compileError(String message, Snippets.Origin origin, int start, int end) {
    String source = origin.source();
    int from = Math.min(origin.start() + Math.max(start, 0), source.length());
    int to = Math.min(Math.max(from, origin.start() + end), source.length());
    return new Failure(
        Failure.Kind.COMPILE,
        COMPILE_ERROR,
        limited(message),
        CellSplitter.lineOf(source, from),
        CellSplitter.columnOf(source, from),
        CellSplitter.lineOf(source, to),
        CellSplitter.columnOf(source, to),
        List.of(),
        0,
        null,
        null);
  }

  /** What the learner's code threw while {@code cell} ran. */
  Failure ofThrown(Throwable thrown, String cell) {
    List<Throwable> chain = new ArrayList<>();
    Failure failure = ofThrown(thrown, cell, chain);
    Explanation explanation = explainer.of(chain, failure, cell);
    return explanation == null ? failure : failure.explained(explanation);
  }

  /** Of what can't be asked for more than its class. */
  Failure ofMute(Throwable thrown) {
    return new Failure(
        Failure.Kind.EXCEPTION, typeOf(thrown), MUTE, 0, 0, 0, 0, List.of(), 0, null, null);
  }

  /**
   * @param chain takes the exception, its cause, the cause's cause …
   */
  private Failure ofThrown(Throwable thrown, String cell, List<Throwable> chain) {
    chain.add(thrown);
    StackTraceElement[] stack = stackOf(thrown);
    List<Frame> own = framesOf(stack);
    int line =
        own.stream()
            .filter(f -> f.cell().equals(cell))
            .mapToInt(Frame::line)
            .findFirst()
            .orElse(NO_PLACE);
    List<Frame> shown = own.subList(0, Math.min(own.size(), FRAMES));
    return new Failure(
        thrown instanceof ExitCall ? Failure.Kind.EXIT : Failure.Kind.EXCEPTION,
        thrown instanceof ExitCall ? "System.exit" : typeOf(thrown),
        limited(messageOf(thrown)),
        line,
        NO_PLACE,
        line,
        NO_PLACE,
        List.copyOf(shown),
        stack.length - shown.size(),
        causeOf(thrown, cell, chain),
        null);
  }

  private @Nullable Failure causeOf(Throwable thrown, String cell, List<Throwable> chain) {
    Throwable cause = asked(thrown::getCause);
    return cause == null
            || chain.stream().anyMatch(known -> known == cause)
            || chain.size() == CAUSES
        ? null
        : ofThrown(cause, cell, chain);
  }

  /** {@code failure} of code that was called before all it needs was declared. */
  static Failure unresolved(Failure failure, String waiting) {
    return new Failure(
        failure.kind(),
        UNRESOLVED,
        waiting,
        failure.line(),
        failure.column(),
        failure.endLine(),
        failure.endColumn(),
        failure.frames(),
        failure.folded(),
        null,
        null);
  }

  /** Type and message in one line. */
  static String headline(Throwable thrown) {
    String message = messageOf(thrown);
    return message.isEmpty() ? typeOf(thrown) : typeOf(thrown) + ": " + message;
  }

  private static String typeOf(Throwable thrown) {
    return ShellNames.clean(thrown.getClass().getName());
  }

  private static String messageOf(Throwable thrown) {
    String message = asked(thrown::getLocalizedMessage);
    return message == null ? "" : ShellNames.clean(message);
  }

  /** Without the method that stands in for one that waits: who called it is what counts. */
  private static StackTraceElement[] stackOf(Throwable thrown) {
    StackTraceElement[] stack = asked(thrown::getStackTrace);
    if (stack == null) {
      return new StackTraceElement[0];
    }
    boolean waits = thrown instanceof SPIResolutionException && stack.length > 0;
    return waits ? Arrays.copyOfRange(stack, 1, stack.length) : stack;
  }

  /** An exception may be the learner's class, and its methods may throw whatever: then null. */
  private static <T> @Nullable T asked(Supplier<@Nullable T> question) {
    try {
      return question.get();
    } catch (StopFlag.Stopped stopped) {
      throw stopped;
    } catch (Throwable e) {
      return null;
    }
  }

  private List<Frame> framesOf(StackTraceElement[] stack) {
    List<Frame> frames = new ArrayList<>();
    for (StackTraceElement element : stack) {
      Trace.Place place = places.of(element.getClassName(), element.getLineNumber());
      if (place != null) {
        frames.add(new Frame(place.cell(), place.line(), methodOf(element)));
      }
    }
    return frames;
  }

  /** {@code Author.getName}, {@code total}, or nothing at the top level. */
  private static String methodOf(StackTraceElement element) {
    String method = element.getMethodName();
    if (TOP_LEVEL.matcher(method).matches()) {
      return "";
    }
    String type = ShellNames.clean(element.getClassName());
    String simple = type.substring(type.lastIndexOf('$') + 1);
    if (method.equals("<init>")) {
      return "new " + simple;
    }
    String name = LAMBDA.matcher(method).replaceAll("$1");
    return simple.isEmpty() ? name : simple + "." + name;
  }

  private String limited(String message) {
    String lines = message.lines().collect(Collectors.joining("\n"));
    return ShellNames.shorten(lines, messageLimit);
  }
}
