/**
 * Runs lessons without a page and compares what comes with what they say. {@link
 * orrery.check.Verdict} is the pure core; {@link orrery.check.Check} does the reading, running and
 * printing.
 */
@NullMarked
package orrery.check;

import org.jspecify.annotations.NullMarked;
