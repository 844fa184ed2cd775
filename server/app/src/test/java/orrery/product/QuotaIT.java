package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.kernel.protocol.Command;
import orrery.lesson.Block;
import orrery.lesson.Lesson;
import orrery.lesson.Lessons;
import tools.jackson.databind.JsonNode;

/** What all notebooks of an owner hold counts, those that are not open included. */
class QuotaIT {

  @TempDir Path data;
  private Product product;

  @AfterEach
  void stop() throws Exception {
    product.close();
  }

  private void serve() throws Exception {
    product = Product.serve(data, Map.of("ORRERY_OWNER_MB", "1"));
  }

  private Wire open(Lesson lesson) throws Exception {
    return Wire.open(product, product.notebook(lesson.name()));
  }

  private static String run(Wire wire, String cell) throws Exception {
    wire.send(new Command.Run(0, cell, "System.out.println(\"0123456789\".repeat(25_000));"));
    List<JsonNode> told = wire.until(e -> "finished fault".contains(e.get("type").asString()));
    return told.get(told.size() - 1).toString();
  }

  @Test
  void anOwnersNotebooksAreFullTogetherAfterARestartToo() throws Exception {
    List<Lesson> lessons = Lessons.builtIn();
    serve();
    try (Wire large = open(lessons.get(0))) {
      for (Block.Cell cell : lessons.get(0).cells().subList(0, 5)) {
        assertThat(run(large, cell.name())).contains("\"finished\"");
      }
      large.untilPong();
    }

    assertOtherIsFull(lessons.get(1));
    product.kill();
    serve();
    assertOtherIsFull(lessons.get(1));

    try (Wire large = open(lessons.get(0));
        Wire other = open(lessons.get(1))) {
      large.send(new Command.Reset(null));
      large.until("cleared");
      assertThat(run(other, "scratch")).contains("\"finished\"");
    }
  }

  private void assertOtherIsFull(Lesson lesson) throws Exception {
    try (Wire other = open(lesson)) {
      assertThat(run(other, "scratch"))
          .contains("Your notebooks hold 1 MB of results", "Start one of them over");
    }
  }
}
