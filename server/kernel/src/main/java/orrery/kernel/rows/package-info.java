/**
 * Reads tables beside the learner's code: on the connection that writes to them, untraced, or on a
 * connection of its own.
 */
@NullMarked
package orrery.kernel.rows;

import org.jspecify.annotations.NullMarked;
