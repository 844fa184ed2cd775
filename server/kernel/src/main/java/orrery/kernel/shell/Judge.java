package orrery.kernel.shell;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import orrery.kernel.check.Account;
import orrery.kernel.check.Judgement;
import orrery.kernel.check.Recording;
import orrery.kernel.inspect.Inspector;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;

/**
 * Has a run judged by its check, if it has one. What the check itself prints, sends and opens is
 * told to nobody.
 */
final class Judge {

  private final Recording recording;
  private final Evaluator evaluator;
  private final Outbox outbox;

  /**
   * @param recording hears what the outbox sends
   */
  Judge(Recording recording, Evaluator evaluator, Outbox outbox) {
    this.recording = recording;
    this.evaluator = evaluator;
    this.outbox = outbox;
  }

  /** A run begins. */
  void begin(Command.Run run) {
    if (run.check() != null) {
      recording.begin();
      Inspector.count();
    }
  }

  /**
   * The run is over, and so is its trace; tells what its check comes to.
   *
   * @return the status of the run, which is another if its check was interrupted
   */
  Event.Status end(Command.Run run, Event.Status status) {
    String check = run.check();
    Object value = evaluator.takeValue();
    if (check == null) {
      return status;
    }
    AtomicReference<@Nullable Judgement> told = new AtomicReference<>();
    outbox.silently(
        () -> {
          int open = Inspector.left(evaluator.variables());
          Account account = recording.end(run.source(), value, open);
          if (status == Event.Status.OK) {
            Inspector.unseen(() -> told.set(evaluator.judge(check, account)));
          }
        });
    Judgement judgement = told.get();
    if (judgement != null) {
      outbox.emit(
          new Event.Checked(
              run.run(), run.cell(), judgement.passed(), judgement.message(), judgement.detail()));
    }
    return status == Event.Status.OK && judgement == null ? Event.Status.INTERRUPTED : status;
  }
}
