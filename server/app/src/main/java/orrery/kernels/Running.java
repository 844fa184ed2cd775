package orrery.kernels;

import java.util.List;
import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.Event;

/** A kernel of its own for one lesson. */
public interface Running extends AutoCloseable {

  /**
   * Runs a cell to its end.
   *
   * @param check judges the run; null if nothing does
   * @return its Events in order: a {@link Event.Finished} and what was found out afterwards; of
   *     status {@link Event.Status#DIED} if the kernel ended, after which nothing more is run in it
   */
  List<Event.OfRun> run(String cell, String source, @Nullable String check);

  /** Runs a cell that nothing judges. */
  default List<Event.OfRun> run(String cell, String source) {
    return run(cell, source, null);
  }

  @Override
  void close();
}
