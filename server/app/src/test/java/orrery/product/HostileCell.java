package orrery.product;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of {@code hostile/cells.txt}.
 *
 * @param status how its run must end; {@code any} if that is not said
 * @param told what the learner must read
 */
record HostileCell(String name, String source, Set<String> flags, String status, Pattern told) {

  private static final Pattern ROW = Pattern.compile("(?ms)^== (.+?)\n(.*?)^-> (.*?)$");
  private static final Pattern END = Pattern.compile("(.*?)(\\w+):(.*)");

  /** Opens the channel's descriptor, as any cell can. */
  private static final String CHANNEL =
      "var descriptor = java.io.FileDescriptor.class.getDeclaredConstructor(int.class);"
          + " descriptor.setAccessible(true);"
          + " var channel = new java.io.DataOutputStream(new java.io.BufferedOutputStream("
          + "new java.io.FileOutputStream(descriptor.newInstance(4))));";

  static List<HostileCell> all() throws IOException {
    try (InputStream in = HostileCell.class.getResourceAsStream("/hostile/cells.txt")) {
      String table = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      List<HostileCell> cells = new ArrayList<>();
      Matcher row = ROW.matcher(table);
      while (row.find()) {
        Matcher end = END.matcher(row.group(3));
        if (!end.matches()) {
          throw new IllegalStateException("no outcome: " + row.group(3));
        }
        cells.add(
            new HostileCell(
                row.group(1),
                row.group(2),
                Set.of(end.group(1).strip().split(" ")),
                end.group(2),
                Pattern.compile(end.group(3).strip(), Pattern.DOTALL)));
      }
      return cells;
    }
  }

  boolean runsOn(int java) {
    return !(flags.contains("25") && java < 25) && !(flags.contains("until25") && java >= 20);
  }

  boolean is(String flag) {
    return flags.contains(flag);
  }

  String source(Map<String, String> values) {
    String text =
        source
            .replace("${channel}", CHANNEL)
            .replace("${parentheses}", "(".repeat(8_000) + "1" + ")".repeat(8_000));
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return text;
  }
}
