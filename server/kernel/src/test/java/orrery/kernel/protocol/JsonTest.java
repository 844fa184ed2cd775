package orrery.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class JsonTest {

  @Test
  void writesEventWithTypeAndLowerCaseEnums() {
    Event event = new Event.Finished(3, "seed", Event.Status.OK, 12);

    String json = Json.write(event);

    assertThat(json)
        .isEqualTo(
            "{\"type\":\"finished\",\"run\":3,\"cell\":\"seed\",\"status\":\"ok\",\"millis\":12.0}");
    assertThat(Json.event(json)).isEqualTo(event);
  }

  @Test
  void readsBackAStatement() {
    Cause cause =
        new Cause(Cause.Kind.LAZY, "lazy load of Author.books", "Author", "books", "1", null, null);
    Event event =
        new Event.Statement(
            1,
            "c",
            3,
            2,
            1,
            0,
            "select ?",
            List.of(List.of(new Event.Bind("Long", "1"))),
            2,
            8,
            300,
            cause,
            null,
            null);

    assertThat(Json.event(Json.write(event))).isEqualTo(event);
  }

  @Test
  void readsACommandWithoutRunNumber() {
    assertThat(Json.command("{\"type\":\"run\",\"cell\":\"a\",\"source\":\"1\"}"))
        .isEqualTo(new Command.Run(0, "a", "1"));
  }

  @Test
  void writesNoHalfOfASurrogatePair() {
    Command edit = Json.command("{\"type\":\"edit\",\"cell\":\"a\",\"source\":\"1\\ud8002\"}");

    assertThat(Json.command(Json.write(edit))).isEqualTo(new Command.Edit("a", "1?2"));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> Json.command("{\"type\":\"fly\"}"))
        .isInstanceOf(JacksonException.class);
    assertThatThrownBy(() -> Json.command("{\"type\":\"ping\",\"x\":1}"))
        .isInstanceOf(JacksonException.class);
  }
}
