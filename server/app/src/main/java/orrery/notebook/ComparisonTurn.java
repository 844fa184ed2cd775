package orrery.notebook;

import java.util.List;
import orrery.kernel.protocol.Command;
import orrery.kernel.protocol.Event;

/** The variants of a cell are to be compared, or have been. */
final class ComparisonTurn extends Turn {

  /** Variants of one comparison; each costs a kernel. */
  static final int MOST_VARIANTS = 8;

  private ComparisonTurn(Position position) {
    super(position);
  }

  /** A browser asks for one. */
  static Outcome asked(Position position, Command.Compare compare) {
    ComparisonTurn turn = new ComparisonTurn(position);
    turn.compare(compare);
    return turn.outcome();
  }

  private void compare(Command.Compare compare) {
    List<Event.Variant> variants = compare.variants();
    if (variants.size() < 2 || variants.size() > MOST_VARIANTS) {
      refuse("a comparison takes 2 to " + MOST_VARIANTS + " variants");
    } else if (!variants.stream().allMatch(each -> accepts(compare.cell(), each.source()))) {
      return;
    } else if (notebook().comparing() != null) {
      refuse("a comparison is under way; interrupt it, or wait for its end");
    } else if (notebook().isBusy(compare.cell()) || !notebook().ran().containsKey(compare.cell())) {
      refuse("cell " + compare.cell() + " has not run to its end in this kernel; run it first");
    } else {
      String first = variants.get(0).strategy();
      emit(new Event.Comparing(compare.run(), compare.cell(), first, 1, variants.size()));
      add(new Effect.Compare(compare, notebook().replayBefore(compare.cell())));
    }
  }

  /** What a comparison tells; of one that was ended nothing counts. */
  static Outcome told(Position position, Event.OfRun event) {
    ComparisonTurn turn = new ComparisonTurn(position);
    Event.Comparing now = position.notebook().comparing();
    if (now != null && now.run() == event.run() && now.cell().equals(event.cell())) {
      if (!now.equals(event)) {
        turn.emit(event);
      }
    }
    return turn.outcome();
  }
}
