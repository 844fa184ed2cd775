package orrery.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Json;
import orrery.page.ProtocolSamples;
import tools.jackson.core.JacksonException;

/** What a browser sends, one message a line, and what a notebook makes of it. */
class CommandFuzzTest {

  private static final Plan PLAN =
      new Plan(
          List.of("seed", "b", "exercise"),
          Map.of("seed", "one", "b", "two", "exercise", "three"),
          Set.of("b"),
          Map.of("exercise", "assertThat(1)"),
          AskedTest.ASKED);

  static Stream<byte[]> samples() {
    List<String> commands = ProtocolSamples.commands();
    return Stream.concat(commands.stream(), Stream.of(String.join("\n", commands)))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("samples")
  @FuzzTest(maxDuration = "60s")
  void aNotebookAnswersAnything(byte[] messages) {
    Turn.Position position = Turn.Position.of(Notebook.of(PLAN));
    for (String message : new String(messages, StandardCharsets.UTF_8).split("\n", 50)) {
      try {
        Command command = Json.command(message);
        assertThat(Json.command(Json.write(command))).isEqualTo(command);
        position = taken(BrowserTurn.command(position, command));
        position =
            taken(KernelTurn.event(position, new Event.Kernel(Event.State.READY, "", List.of())));
      } catch (JacksonException notACommand) {
        assertThat(notACommand.getOriginalMessage()).isNotBlank();
      }
    }
  }

  /** Every Event that comes of it can be kept and read again. */
  private static Turn.Position taken(Turn.Outcome outcome) {
    for (Effect effect : outcome.effects()) {
      if (effect instanceof Effect.Emit emit) {
        assertThat(Json.event(Json.write(emit.event()))).isEqualTo(emit.event());
      }
    }
    return outcome.position();
  }
}
