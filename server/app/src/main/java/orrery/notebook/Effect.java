package orrery.notebook;

import java.util.List;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;

/** What a {@link Notebook} wants done. */
sealed interface Effect {

  /** Number the Event, keep it and show it to every browser. */
  record Emit(Event event) implements Effect {}

  /** Tell the browser that sent the Command, and nobody else. */
  record Answer(Event event) implements Effect {}

  /** Tell every browser that is there now; it is not kept. */
  record Show(Event.Answer answer) implements Effect {}

  /** Start a kernel, as soon as there is one; its first Event comes when it is ready. */
  record StartKernel() implements Effect {}

  /** Start a kernel if that is in nobody's way, and then say {@link ClaimTurn#prewarmed}. */
  record Prewarm() implements Effect {}

  /** End the kernel; nothing that it still says counts. */
  record EndKernel() implements Effect {}

  /** Send the kernel a Command. */
  record Send(Command command) implements Effect {}

  /**
   * Run the variants, each in a kernel of its own; what comes of it is said to {@link
   * ComparisonTurn#told}.
   *
   * @param before cells to run first in each, in order
   */
  record Compare(Command.Compare command, List<Notebook.Run> before) implements Effect {}

  /** End the comparison that is under way. */
  record EndCompare() implements Effect {}

  /** Say {@link BrowserTurn#graceOver} for this run in a while. */
  record AwaitStop(long run) implements Effect {}
}
