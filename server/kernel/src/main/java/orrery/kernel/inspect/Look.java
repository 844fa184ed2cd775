package orrery.kernel.inspect;

import org.jspecify.annotations.Nullable;
import orrery.kernel.protocol.SessionContents;

/**
 * What a look at a Session saw.
 *
 * @param names of variables at that time
 * @param contents as they are told; null where there was no room to tell them any more
 */
record Look(Glance glance, Names names, @Nullable SessionContents contents) {

  /**
   * What is told of the Session at a later time, where no more has happened than that a transaction
   * began or ended; null if more has.
   */
  @Nullable SessionContents contentsAt(Glance now, Names then) {
    return contents != null && names == then && now.holdsAs(glance)
        ? contents.withTransaction(now.isInTransaction())
        : null;
  }
}
