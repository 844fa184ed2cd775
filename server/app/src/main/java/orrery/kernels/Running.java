package orrery.kernels;

import java.util.List;
import orrery.kernel.protocol.Event;

/** A kernel of its own for one lesson. */
public interface Running extends AutoCloseable {

  /**
   * Runs a cell to its end.
   *
   * @return its Events in order: a {@link Event.Finished} and what was found out afterwards; of
   *     status {@link Event.Status#DIED} if the kernel ended, after which nothing more is run in it
   */
  List<Event.OfRun> run(String cell, String source);

  @Override
  void close();
}
