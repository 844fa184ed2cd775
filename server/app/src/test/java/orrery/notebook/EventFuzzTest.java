package orrery.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import orrery.drawing.Drawings;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;
import orrery.kernel.protocol.Frames;
import orrery.kernel.protocol.Json;
import orrery.page.ProtocolSamples;
import tools.jackson.core.JacksonException;

/**
 * What a kernel sends, or learner's code in its name: frames, and what a notebook makes of them.
 */
class EventFuzzTest {

  private static final Plan PLAN =
      new Plan(
          List.of("seed", "b"),
          Map.of("seed", "one", "b", "two"),
          Set.of(),
          Map.of(),
          AskedTest.ASKED);

  /** Each Event, and all of them as those of the run that the notebook has in its kernel. */
  static Stream<byte[]> samples() {
    List<String> events =
        ProtocolSamples.events().stream()
            .map(
                text ->
                    text.replaceFirst("\"seq\": \\d+, ", "").replace("\"run\": 4", "\"run\": 1"))
            .toList();
    return Stream.concat(events.stream().map(List::of), Stream.of(events))
        .map(EventFuzzTest::framed);
  }

  private static byte[] framed(List<String> texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (String text : texts) {
        Frames.write(out, text);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  @MethodSource("samples")
  @FuzzTest(maxDuration = "60s")
  void aNotebookTakesAnyFrames(byte[] frames) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(frames));
    Turn.Position position = running();
    try {
      for (String frame = Frames.read(in); frame != null; frame = Frames.read(in)) {
        Event event = Json.event(frame);
        assertThat(Json.event(Json.write(event))).isEqualTo(event);
        position = taken(KernelTurn.event(position, event));
      }
    } catch (IOException | JacksonException broken) {
      assertThat(broken.getMessage()).isNotBlank();
    }
  }

  private static Turn.Position running() {
    Turn.Position asked =
        BrowserTurn.command(
                Turn.Position.of(Notebook.of(PLAN)), new Command.Run(0, "seed", "System.gc()"))
            .position();
    return KernelTurn.event(asked, new Event.Kernel(Event.State.READY, "", List.of())).position();
  }

  /** What it keeps can be read again, and what it is asked to draw can be drawn. */
  private static Turn.Position taken(Turn.Outcome outcome) {
    for (Effect effect : outcome.effects()) {
      if (effect instanceof Effect.Emit emit) {
        Log log = new Log(List.of());
        assertThat(Log.event(log.add(emit.event()))).isEqualTo(emit.event());
      } else if (effect instanceof Effect.Show show && show.answer() instanceof Event.Model model) {
        assertThat(Drawings.of(model.mapping()).width()).isNotNegative();
      }
    }
    return outcome.position();
  }
}
