/** The process that runs one notebook's cells: {@link orrery.kernel.Main}. */
@NullMarked
package orrery.kernel;

import org.jspecify.annotations.NullMarked;
