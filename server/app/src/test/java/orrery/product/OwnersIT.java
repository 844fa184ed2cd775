package orrery.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import orrery.kernel.protocol.Command;

/** A class: each learner finds his own notebooks, and nobody else's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnersIT {

  private static final String LESSON = "01-open-the-bookstore";

  private Product product;
  private String ann = "";
  private String bob = "";

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    product = Product.serve(data, Map.of("ORRERY_CLASS", "true", "ORRERY_CLASS_LEARNERS", "2"));
    ann = product.learner();
    bob = product.learner();
  }

  @AfterAll
  void stop() throws Exception {
    product.close();
  }

  private String notebook(String cookie) throws Exception {
    return product.notebook(LESSON, cookie);
  }

  @Test
  void eachHasANotebookOfHisOwn() throws Exception {
    assertThat(notebook(ann)).isEqualTo(notebook(ann)).isNotEqualTo(notebook(bob));
    assertThat(notebook(product.cookie())).isNotIn(notebook(ann), notebook(bob));
  }

  @Test
  void nobodyOpensThePageOfAnother() throws Exception {
    String path = "/notebooks/" + notebook(ann);

    assertThat(product.get(path, ann).statusCode()).isEqualTo(200);
    assertThat(product.get(path, bob).statusCode()).isEqualTo(404);
    assertThat(product.get(path, product.cookie()).statusCode()).isEqualTo(404);
  }

  @Test
  void nobodyConnectsToTheNotebookOfAnother() throws Exception {
    String id = notebook(ann);
    for (String cookie : new String[] {bob, product.cookie()}) {
      try (Wire wire = new Wire(product, id, cookie)) {
        wire.send(new Command.Hello(0));
        assertThat(wire.until("fault").toString()).contains("there is no such notebook");
        assertThat(wire.awaitClose()).isEqualTo(1008);
      }
    }
    try (Wire wire = new Wire(product, id, ann)) {
      wire.send(new Command.Hello(0));
      wire.send(new Command.Edit("scratch", "1"));
      wire.until("edited");
    }
  }

  @Test
  void whatOneDoesAnotherDoesNotSee() throws Exception {
    try (Wire wire = new Wire(product, notebook(ann), ann)) {
      wire.send(new Command.Hello(0));
      wire.send(new Command.Edit("scratch", "annSecret()"));
      wire.until(event -> event.toString().contains("annSecret"));
    }
    try (Wire wire = new Wire(product, notebook(bob), bob)) {
      wire.send(new Command.Hello(0));
      wire.send(new Command.Ping());
      assertThat(wire.until("pong").toString()).doesNotContain("annSecret");
    }
  }

  @Test
  void aForgedCookieOpensNothing() throws Exception {
    String forged = ann.replaceFirst("=[^.]*", "=host");

    assertThat(product.get("/", forged).statusCode()).isEqualTo(401);
  }

  @Test
  void aFullClassTakesNobodyMore() throws Exception {
    String path = product.classPath();

    assertThat(product.get(path, "none=1").statusCode()).isEqualTo(403);
    assertThat(product.get(path, "none=1").body()).contains("class is full");
    assertThat(product.get(path, ann).statusCode()).isEqualTo(200);
  }
}
