package orrery.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The messages that PROTOCOL.md shows, one of each kind at least. */
public final class ProtocolSamples {

  private static final Pattern SAMPLE = Pattern.compile("(?s)```json (command|event)\n(.*?)```");

  private ProtocolSamples() {}

  public static List<String> commands() {
    return samples("command");
  }

  /** With their numbers, as a browser is sent them. */
  public static List<String> events() {
    return samples("event");
  }

  private static List<String> samples(String kind) {
    try {
      Matcher samples = SAMPLE.matcher(Files.readString(ModuleServer.WEB.resolve("PROTOCOL.md")));
      return samples
          .results()
          .filter(found -> found.group(1).equals(kind))
          .map(found -> found.group(2))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
