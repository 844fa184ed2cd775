/**
 * Finds patterns in the trace of a run that cost more than they should, and ways to do better.
 * Nothing here asks a database, or calls a method of the learner's.
 */
@NullMarked
package orrery.kernel.find;

import org.jspecify.annotations.NullMarked;
