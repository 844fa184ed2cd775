/** The mapping of the learner's classes, and what each dialect makes of it, without a database. */
@NullMarked
package orrery.kernel.model;

import org.jspecify.annotations.NullMarked;
