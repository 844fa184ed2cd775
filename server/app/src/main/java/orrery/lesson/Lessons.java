package orrery.lesson;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

  /** Files of a folder: as many as there are numbers. */
  static final int MOST = 100;

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
   * @throws IOException if there is no such file or folder, or the folder cannot be read
   */
  public static List<Lesson> read(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (!Files.isDirectory(path)) {
      return read(Stream.of(source(path)));
    }
    try (Stream<Path> all = Files.list(path)) {
      List<Path> files = all.filter(Lessons::isLesson).limit(MOST + 1).toList();
      if (files.size() > MOST) {
        throw new FaultyLessons(List.of(fault(path, "holds over " + MOST + " files *.md")));
      }
      outside(path, files);
      return read(files.stream().map(Lessons::source));
    }
  }

  /** Whoever hands over a folder of lessons must not show files from elsewhere with it. */
  private static void outside(Path folder, List<Path> files) throws IOException {
    List<LessonFault> faults = new ArrayList<>();
    Path real = folder.toRealPath();
    for (Path file : files) {
      if (Files.exists(file) && !file.toRealPath().startsWith(real)) {
        faults.add(fault(file, "leads out of its folder"));
      }
    }
    if (!faults.isEmpty()) {
      throw new FaultyLessons(faults);
    }
  }

  private static LessonFault fault(Path file, String message) {
    return new LessonFault(file.toString().replace('\\', '/'), 0, message);
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
    Path answers = file.resolveSibling(WRONG).resolve(lesson.name() + ".md");
    Source source = source(answers);
    if (source.resource().exists()) {
      outside(Objects.requireNonNull(file.toAbsolutePath().getParent()), List.of(answers));
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

    String text() {
      if (resource.isFile() && !isPlain()) {
        throw faulty("not a file that can be read");
      }
      try (InputStream in = resource.getInputStream()) {
        byte[] bytes = in.readNBytes(MAX + 1);
        if (bytes.length > MAX) {
          throw faulty("over 1 MB");
        }
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        throw faulty("not UTF-8");
      } catch (IOException e) {
        throw faulty("cannot be read: " + e.getMessage());
      }
    }

    /** Another kind may have no end, or never begin: a pipe, a device. */
    private boolean isPlain() {
      try {
        return Files.isRegularFile(resource.getFile().toPath());
      } catch (IOException e) {
        return false;
      }
    }

    private FaultyLessons faulty(String message) {
      return new FaultyLessons(List.of(fault(message)));
    }

    LessonFault fault(String message) {
      return new LessonFault(file, 0, message);
    }
  }
}
