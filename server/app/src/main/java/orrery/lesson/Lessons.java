package orrery.lesson;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Reads lessons from where they lie. */
public final class Lessons {

  /** Bytes of a lesson file. */
  static final int MAX = 1 << 20;

  /** Folder of wrong answers. */
  private static final String WRONG = "wrong";

  private Lessons() {}

  /**
   * The lessons on the class path, by number.
   *
   * @throws FaultyLessons with every fault of every lesson
   * @throws IOException if a lesson cannot be read
   */
  public static List<Lesson> builtIn() throws IOException {
    Resource[] found =
        new PathMatchingResourcePatternResolver().getResources("classpath*:lessons/*.md");
    return read(
        Arrays.stream(found).map(resource -> new Source("lessons/" + name(resource), resource)));
  }

  /**
   * The lessons of a folder, by number: its files {@code *.md}, {@code README.md} left out; or the
   * one lesson that a file is.
   *
   * @throws FaultyLessons with every fault of every lesson
   * @throws IOException if there is no such file or folder, or it cannot be read
   */
  public static List<Lesson> read(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return read(Stream.of(source(path)));
    }
    try (Stream<Path> files = Files.list(path)) {
      return read(files.filter(Lessons::isLesson).map(Lessons::source));
    }
  }

  /**
   * The wrong answers that prove the checks of a lesson's exercises; they lie in the folder {@code
   * wrong} beside the lesson, under the lesson's own file name.
   *
   * @param file of the lesson
   * @throws FaultyLessons with every fault of their file; a lesson with exercises must have one
   * @throws IOException if it cannot be read
   */
  public static List<WrongAnswer> wrongAnswers(Path file, Lesson lesson) throws IOException {
    Source source = source(file.resolveSibling(WRONG).resolve(lesson.name() + ".md"));
    if (source.resource().exists()) {
      return WrongAnswersReader.read(source.file(), source.text(), lesson);
    }
    return WrongAnswersReader.read(source.file(), "", lesson);
  }

  private static boolean isLesson(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".md") && !name.equals("README.md");
  }

  private static Source source(Path file) {
    return new Source(file.toString().replace('\\', '/'), new FileSystemResource(file));
  }

  private static String name(Resource resource) {
    return Objects.requireNonNull(resource.getFilename());
  }

  private static List<Lesson> read(Stream<Source> sources) throws IOException {
    List<LessonFault> faults = new ArrayList<>();
    Map<Integer, Lesson> lessons = new HashMap<>();
    for (Source source : sources.sorted(Comparator.comparing(Source::file)).toList()) {
      try {
        Lesson lesson = LessonReader.read(source.file(), source.text());
        Lesson other = lessons.putIfAbsent(lesson.number(), lesson);
        if (other != null) {
          faults.add(source.fault("has the number of " + other.name()));
        }
      } catch (FaultyLessons faulty) {
        faults.addAll(faulty.faults());
      }
    }
    if (!faults.isEmpty()) {
      throw new FaultyLessons(faults);
    }
    return lessons.values().stream().sorted(Comparator.comparingInt(Lesson::number)).toList();
  }

  /** A lesson file that was not read yet. */
  private record Source(String file, Resource resource) {

    String text() throws IOException {
      try (InputStream in = resource.getInputStream()) {
        byte[] bytes = in.readNBytes(MAX + 1);
        if (bytes.length > MAX) {
          throw new FaultyLessons(List.of(fault("over 1 MB")));
        }
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        throw new FaultyLessons(List.of(fault("not UTF-8")));
      }
    }

    LessonFault fault(String message) {
      return new LessonFault(file, 0, message);
    }
  }
}
