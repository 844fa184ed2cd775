package orrery.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | everything",
        "{'type':'run','source':'1'} | cell",
        "{'type':'edit','cell':'a','source':null} | source",
        "{'type':'choose','quiz':'q','choices':[0,null]} | choices[1]",
        "{'type':'compare','cell':'a','variants':[{'strategy':'s','source':'1'},{}]}"
            + " | variants[1].strategy",
      })
  void refusesWhatIsNotComplete(String json, String missing) {
    assertThatThrownBy(() -> Json.command(json.replace('\'', '"')))
        .isInstanceOf(JacksonException.class)
        .hasMessageStartingWith(missing + " is missing");
  }

  @Test
  void refusesAnEventThatIsNotComplete() {
    assertThatThrownBy(() -> Json.event("{\"type\":\"output\",\"run\":1,\"cell\":\"a\"}"))
        .isInstanceOf(JacksonException.class)
        .hasMessageStartingWith("stream is missing");
  }

  @Test
  void whatMayBeLeftOutMay() {
    assertThat(Json.command("{\"type\":\"reset\"}")).isEqualTo(new Command.Reset(null));
    assertThat(Json.command("{\"type\":\"translate\",\"query\":null}"))
        .isEqualTo(new Command.Translate(null));
  }
}
