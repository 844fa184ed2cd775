/**
 * Reads what Hibernate's Sessions hold, after a cell has run. Nothing is loaded and none of the
 * learner's own code is called: no getter, no {@code toString}, no {@code equals}.
 */
@NullMarked
package orrery.kernel.inspect;

import org.jspecify.annotations.NullMarked;
