/** How a database carries out a statement, told for a beginner. */
@NullMarked
package orrery.kernel.plan;

import org.jspecify.annotations.NullMarked;
