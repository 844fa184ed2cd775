/** Lays out diagrams. What it is given comes from a kernel, and is bounded here. */
@NullMarked
package orrery.drawing;

import org.jspecify.annotations.NullMarked;
