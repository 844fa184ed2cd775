package orrery.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Json;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The samples of PROTOCOL.md are read as the server reads them; the browser's side has its own. */
class ProtocolSamplesTest {

  @Test
  void everyCommandHasASampleThatIsReadBack() {
    List<Command> commands = ProtocolSamples.commands().stream().map(Json::command).toList();

    assertThat(commands).extracting(Object::getClass).containsAll(types(Command.class));
    assertThat(commands).allSatisfy(c -> assertThat(Json.command(Json.write(c))).isEqualTo(c));
  }

  @Test
  void everyEventHasASampleThatIsReadBack() {
    List<Event> events =
        ProtocolSamples.events().stream().map(this::withoutNumber).map(Json::event).toList();

    assertThat(events).extracting(Object::getClass).containsAll(types(Event.class));
    assertThat(events).allSatisfy(e -> assertThat(Json.event(Json.write(e))).isEqualTo(e));
  }

  /** An Event's number is the server's to give; only what answers one connection has none. */
  private String withoutNumber(String json) {
    ObjectNode event = (ObjectNode) JsonMapper.shared().readTree(json);
    boolean numbered = event.remove("seq") != null;
    assertThat(numbered).as(json).isNotEqualTo(isUnnumbered(Json.event(event.toString())));
    return event.toString();
  }

  private static boolean isUnnumbered(Event event) {
    return event instanceof Event.Answer
        || event instanceof Event.Notice
        || event instanceof Event.Fault
        || event instanceof Event.Pong;
  }

  private static List<Class<?>> types(Class<?> messages) {
    JsonSubTypes subTypes = messages.getAnnotation(JsonSubTypes.class);
    assertThat(subTypes).isNotNull();
    List<Class<?>> types =
        Stream.of(subTypes.value()).<Class<?>>map(JsonSubTypes.Type::value).toList();
    assertThat(types).hasSizeGreaterThan(5);
    return types;
  }
}
