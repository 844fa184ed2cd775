/** Who may come in: every request passes here first. */
@NullMarked
package orrery.door;

import org.jspecify.annotations.NullMarked;
